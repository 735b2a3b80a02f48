/** From readings to messages in chats: rules and their state, policy, outbox, dispatcher. */
@NullMarked
package lowtide.alert;

import org.jspecify.annotations.NullMarked;
