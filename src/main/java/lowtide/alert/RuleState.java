package lowtide.alert;

/** What a rule remembers between two looks at the market. Stored as JSON. */
public sealed interface RuleState
    permits Blind,
        ChangeMemory,
        CrossMemory,
        LevelMemory,
        LabelMemory,
        PhaseMemory,
        SetupMemory,
        Told,
        Watch {}
