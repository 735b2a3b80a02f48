package lowtide.command;

import java.util.List;
import lowtide.alert.ChatPolicies;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;

/** /forget: deletes what is stored about a chat. */
public final class ForgetCommand implements Command {
  private final ChatPolicies policies;

  public ForgetCommand(ChatPolicies policies) {
    this.policies = policies;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "forget",
            "Delete everything stored about this chat: topics, wishes, what it was told",
            List.of(new CommandSpec.Option("sure", "yes, to mean it", false, List.of("yes"))),
            true)
        .forAdmins();
  }

  @Override
  public Answer answer(Request request) {
    if (!request.arguments().equals(List.of("yes"))) {
      return Answer.of(
          Message.titled("This deletes all that is stored about this chat")
              .line("Its topics, quiet hours and snoozes, what it was told, and what it is owed.")
              .line(new Message.Plain("To do it: "), new Message.Code("/forget yes"))
              .button("Yes, delete it", "forget yes")
              .build());
    }
    policies.forget(request.chat(), request.privately() ? request.userId() : null);
    return Answer.of(
        Message.titled("Nothing about this chat is stored any more")
            .line(new Message.Plain("To get alerts again: "), new Message.Code("/subscribe"))
            .build());
  }
}
