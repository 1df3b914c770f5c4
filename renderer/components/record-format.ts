/** How the parts of a record are written out for people. */
import type { Identity, IsoDate } from '#shared/domain/approval.ts';
import { todayIn } from '#shared/domain/dates.ts';
import { recordText } from './record-text.ts';

/** the ledger's times are shown in China's time whatever the machine is set to; so are these */
const TIME_ZONE = 'Asia/Shanghai';

export function todayHere(): IsoDate {
  return todayIn(TIME_ZONE, new Date());
}

/** 2026-11-23 16:20 */
export function nowText(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE, dateStyle: 'short', timeStyle: 'short' }).format(new Date());
}

/** Numbers of persons' documents are personal data: shown masked until asked for. */
export function isPersonal(identity: Identity): boolean {
  return identity.type === 'citizenId' || identity.type === 'otherCertificate';
}

/** what the number is: 护照 for a passport, else the kind of code */
export function identityLabel(identity: Identity): string {
  return identity.certificateType ?? recordText.identity.types[identity.type];
}
