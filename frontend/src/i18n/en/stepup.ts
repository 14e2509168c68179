/** What a person reads when she shows again that it is her. */
export const stepup = {
  "stepup.lead": "To make sure it is you, we send a new code to your e-mail.",
  "stepup.send": "Send me a code",
  "stepup.sent": "We sent a code to {email}. It can take a minute.",
  "stepup.code": "Code from the mail",
  "stepup.code.hint": "8 digits",
  "stepup.code.error": { one: "The code has 8 digits. You typed {n}.", other: "The code has 8 digits. You typed {n}." },
  "stepup.wait": "No mail? After a minute you can ask for a new code here.",
  "stepup.again": "Send a new code",
  "stepup.passkey": "Use my passkey",
  "stepup.passkey.lead": "To make sure it is you, use your face, your fingerprint or your screen lock.",
  "stepup.passkey.no": "Your passkey was not used. Try again, or have a code sent to you.",
} as const;
