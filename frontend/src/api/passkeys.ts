/** The browser's passkeys, in the words of the API: JSON in, JSON out. Small: the phone loads it too. */

type Json = Record<string, unknown>;
type Described = { id: string };

/** Whether passkeys work on this device and at this address. */
export function passkeysHere(session: { passkeys: boolean } | null): boolean {
  return session?.passkeys === true && "PublicKeyCredential" in globalThis;
}

/**
 * Makes a passkey for the options from the server. Null where the person said no, or took too long;
 * "known" where the device has one already.
 */
export async function makePasskey(options: Json): Promise<Json | "known" | null> {
  const { challenge, user, excludeCredentials = [], ...rest } = options as Json & {
    challenge: string;
    user: Described;
    excludeCredentials?: Described[];
  };
  const publicKey = {
    ...rest,
    challenge: bytes(challenge),
    user: { ...user, id: bytes(user.id) },
    excludeCredentials: excludeCredentials.map(described),
  } as unknown as PublicKeyCredentialCreationOptions;
  try {
    return written(await willing(() => navigator.credentials.create({ publicKey })));
  } catch (error) {
    if (error instanceof DOMException && error.name === "InvalidStateError") return "known";
    throw error;
  }
}

/** Asks for a passkey. Null where the person said no, or took too long. */
export async function askPasskey(options: Json): Promise<Json | null> {
  const { challenge, allowCredentials = [], ...rest } = options as Json & {
    challenge: string;
    allowCredentials?: Described[];
  };
  const publicKey = {
    ...rest,
    challenge: bytes(challenge),
    allowCredentials: allowCredentials.map(described),
  } as unknown as PublicKeyCredentialRequestOptions;
  return written(await willing(() => navigator.credentials.get({ publicKey })));
}

/** Browsers do not tell "no" from "too late", on purpose: both are NotAllowedError. */
async function willing(act: () => Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DOMException && /^(NotAllowed|Abort)Error$/.test(error.name)) return null;
    throw error;
  }
}

function written(made: Credential | null): Json | null {
  if (!made) return null;
  const { id, rawId, type, response, authenticatorAttachment } = made as PublicKeyCredential;
  const answer: Json = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    const value = (response as unknown as Json)[name];
    if (value instanceof ArrayBuffer) answer[name] = text(value);
  }
  return { id, rawId: text(rawId), type, response: answer, authenticatorAttachment };
}

const described = (known: Described) => ({ ...known, id: bytes(known.id) });

/** From base64url. */
function bytes(coded: string): Uint8Array {
  const plain = atob(coded.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** To base64url. */
function text(raw: ArrayBuffer): string {
  const coded = btoa(String.fromCharCode(...new Uint8Array(raw)));
  return coded.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
