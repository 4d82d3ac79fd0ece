// Who is signed in: the key, kept as long as the browser's tab, and what it permits.

const NAME = "memoir.key";

/** Used where the browser keeps nothing. */
let kept = null;

/** The status that the server answered with; null before. */
let known = null;

export function key() {
  try {
    return sessionStorage.getItem(NAME) ?? kept;
  } catch {
    return kept;
  }
}

export function signIn(secret) {
  kept = secret;
  try {
    sessionStorage.setItem(NAME, secret);
  } catch {
    // then it is forgotten when the page is left
  }
}

export function signOut() {
  kept = null;
  known = null;
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // it was not kept
  }
}

export function enter(status) {
  known = status;
}

export const session = () => known;
export const mayWrite = () => known !== null && !known.readOnly;
export const mayAdminister = () => known !== null && known.admin;
