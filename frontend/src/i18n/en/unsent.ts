export const unsent = {
  "unsent.badge": "Not sent yet",
  "unsent.waiting": {
    one: "{n} thing is not sent yet. It goes by itself when you are online.",
    other: "{n} things are not sent yet. They go by themselves when you are online.",
  },
  "unsent.signIn": {
    one: "{n} thing is not sent yet. Sign in again to send it.",
    other: "{n} things are not sent yet. Sign in again to send them.",
  },
  "picture.failed": "The picture cannot be shown now. It needs a connection.",
  "unsent.now": "Send now",
  "unsent.notNow": "That did not work yet. It is still kept here, and you can try again.",
  "unsent.refused": "What you sent could not be taken ({when}).",
  "unsent.refused.why": "Try again in a moment. If it happens again, call your study team.",
  "unsent.look": "Look at it",
  "unsent.discard": "Discard",
  "unsent.discard.what": "Discard what you wrote, {when}",
  "unsent.again.what": "Try again, {when}",
  "unsent.signout": {
    one: "{n} thing is not sent yet. If you sign out now, it is lost.",
    other: "{n} things are not sent yet. If you sign out now, they are lost.",
  },
  "unsent.signout.do": { one: "Sign out and lose it", other: "Sign out and lose them" },
} as const;
