package lowtide.watch;

import java.util.List;

/** How the bot is, for supervisors. */
public interface Health {
  /** Why it has to be started again; empty if it has not. */
  List<String> dead();

  /** Why it cannot do its work now; empty if it can. */
  List<String> unready();
}
