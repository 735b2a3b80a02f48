package lowtide.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import lowtide.chat.Message.Block;
import lowtide.chat.Message.Bold;
import lowtide.chat.Message.Button;
import lowtide.chat.Message.Line;
import lowtide.chat.Message.Moment;
import lowtide.chat.Message.Plain;
import lowtide.chat.Message.Span;
import lowtide.chat.Message.Table;
import org.jspecify.annotations.Nullable;

/** What a chat is spoken to in. */
public enum Language {
  ENGLISH(Locale.ENGLISH, "English"),
  GERMAN(Locale.GERMAN, "Deutsch");

  private final Locale locale;
  private final String ownName;
  private volatile @Nullable Phrasebook phrases;

  Language(Locale locale, String ownName) {
    this.locale = locale;
    this.ownName = ownName;
  }

  /** {@code en}, {@code de}. */
  public String code() {
    return locale.getLanguage();
  }

  Locale locale() {
    return locale;
  }

  /** In the language itself. */
  public String ownName() {
    return ownName;
  }

  /** By code or either name. */
  public static Optional<Language> parse(String text) {
    return Arrays.stream(values())
        .filter(
            one ->
                one.code().equalsIgnoreCase(text)
                    || one.name().equalsIgnoreCase(text)
                    || one.ownName.equalsIgnoreCase(text))
        .findFirst();
  }

  private Phrasebook phrases() {
    Phrasebook known = phrases;
    if (known == null) {
      known = new Phrasebook(locale, Phrasebook::german);
      phrases = known;
    }
    return known;
  }

  /** An English text in this language. */
  public String say(String english) {
    return this == ENGLISH ? english : phrases().say(english);
  }

  /** An English message in this language; what is there to copy stays as it is. */
  public Message say(Message english) {
    if (this == ENGLISH) {
      return english;
    }
    return new Message(
        english.tone(),
        say(english.title()),
        english.blocks().stream().map(this::block).toList(),
        say(english.footer()),
        english.picture(), // which was drawn for its audience
        english.personal(),
        english.buttons().stream()
            .map(button -> new Button(say(button.label()), button.command()))
            .toList(),
        english.inPlace());
  }

  private Block block(Block block) {
    if (block instanceof Table table) {
      return new Table(
          table.rows().stream().map(row -> row.stream().map(this::say).toList()).toList());
    }
    return new Line(((Line) block).spans().stream().map(this::span).toList());
  }

  private Span span(Span span) {
    if (span instanceof Plain plain) {
      return new Plain(edges(plain.text()));
    }
    if (span instanceof Bold bold) {
      return new Bold(edges(bold.text()));
    }
    if (span instanceof Moment moment) {
      return new Moment(moment.at(), moment.zone(), this);
    }
    return span;
  }

  /** Keeps the blanks around it. */
  private String edges(String text) {
    String bare = text.strip();
    if (bare.isEmpty()) {
      return text;
    }
    int from = text.indexOf(bare);
    return text.substring(0, from) + say(bare) + text.substring(from + bare.length());
  }

  /** What was said in English so far for want of a phrase. */
  public Set<String> missing() {
    Phrasebook known = phrases;
    return known == null ? Set.of() : known.missing();
  }
}
