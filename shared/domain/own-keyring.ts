/** Which SM2 keys this computer has, and who it is among its department's computers (exchange package, Trust). */

/** This computer and its keys, without the private parts. */
export interface OwnKeyring {
  /** `id` (uuid) counts this computer's packages; `name` is for people */
  readonly workstation: { readonly id: string; readonly name: string };
  readonly current: OwnKey;
  /** oldest first */
  readonly retired: readonly (OwnKey & { readonly retiredAt: string; readonly compromised: boolean })[];
}

export interface OwnKey {
  /** SubjectPublicKeyInfo PEM */
  readonly publicKeyPem: string;
  /** UTC */
  readonly createdAt: string;
}
