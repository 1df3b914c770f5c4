/** How the parts of an approval are written out for people. */
import type { Approval, Identity, IsoDate } from '#shared/domain/approval.ts';
import { todayIn } from '#shared/domain/dates.ts';
import { text } from './text.ts';

const words = text.detail;
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
  return identity.certificateType ?? words.identityTypes[identity.type];
}

export function categoryText(approval: Approval): string {
  if (!approval.category) return '';
  return approval.categoryNote ? `${approval.category}（${approval.categoryNote}）` : approval.category;
}

export function certificateText(approval: Approval): string {
  return [approval.certificateName, approval.certificateNumber].filter(Boolean).join(' ');
}

/** 1,536 → 1.5 KB */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  const units = ['KB', 'MB', 'GB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
