package lowtide.alert;

/**
 * Why an alert was not told, or not at once.
 *
 * @param stage that decided
 * @param reason in words for people
 */
public record Decision(Alert alert, String stage, String reason) {}
