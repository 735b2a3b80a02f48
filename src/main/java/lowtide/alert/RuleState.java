package lowtide.alert;

/** What a rule remembers between two looks at the market. Stored as JSON. */
public sealed interface RuleState
    permits ChangeMemory,
        CrossMemory,
        LevelMemory,
        LabelMemory,
        PhaseMemory,
        SetupMemory,
        Told,
        Watch {}
