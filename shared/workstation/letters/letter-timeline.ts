/** A letter's history as people read it: drafted, issued, put into packages, received, checked. */
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { letterTitle } from '#shared/domain/letter.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { LetterState } from '#shared/ledger/letter-register.ts';
import type { TimelineItem } from '../api.ts';
import { type Context, departmentName, localTime } from '../context.ts';

interface Told {
  /** UTC, then a name: what it is sorted by */
  readonly order: string;
  readonly item: TimelineItem;
}

/** Newest first. */
export function letterTimeline(context: Context, letter: LetterState): readonly TimelineItem[] {
  const told = [...ownWords(context, letter), ...checks(context, letter), ...packages(context, letter)];
  return told.sort((a, b) => (a.order < b.order ? 1 : -1)).map(({ item }) => item);
}

function ownWords(context: Context, letter: LetterState): readonly Told[] {
  const { drafted, registered } = letter;
  const discarded = letter.state === 'discarded' ? letter.discarded : undefined;
  const issues = [letter.issued, ...letter.again].flatMap((entry) => entry ?? []);
  return [
    ...(drafted ? [tell(context, drafted, '最后一次修改草稿')] : []),
    ...(discarded ? [tell(context, discarded, '放弃草稿', discarded.payload.reason)] : []),
    ...issues.map((entry, index) => {
      const { number, signer, content } = entry.payload;
      const title = index > 0 ? '另一台电脑再次签发' : letter.own ? '签发' : '对方签发';
      return tell(context, entry, title, formatDocumentNumber(number), `签发人：${signer}`, `成文日期：${content.date ?? ''}`);
    }),
    ...(registered ? [tell(context, registered, '登记来函', `${registered.payload.receivedOn} 收到`, registered.payload.summary)] : []),
  ];
}

function checks(context: Context, { checked }: LetterState): readonly Told[] {
  return checked.map((entry) => {
    const { items, receivedOn, receivedBy, note } = entry.payload;
    const different = items.filter(({ state }) => state !== 'complete').length;
    const result = different === 0 ? '逐项核收无误' : `${different} 项与清单不符`;
    return tell(context, entry, '核收移送的案卷', `${receivedOn} ${receivedBy} 签收`, result, note);
  });
}

/** Its way: each package with it, and the recipient's word that it arrived. */
function packages(context: Context, { letterId }: LetterState): readonly Told[] {
  const told: Told[] = [];
  for (const state of context.projection.packages.values()) {
    if (state.purpose !== 'letters' || !state.records.includes(letterId)) continue;
    const other = departmentName(context, state.departmentId);
    const which = `数据包：${state.title}（第 ${state.sequence} 包）`;
    const step = (at: string, title: string, ...details: readonly string[]) =>
      told.push({
        order: `${at} ${state.key} ${title}`,
        item: { entryId: `${state.key} ${title}`, at: localTime(at), title, actor: '', details, changes: [] },
      });
    step(state.at, state.direction === 'out' ? `装入数据包，发给${other}` : `本部门接收，来自${other}`, which);
    const receivedAt = context.projection.packages.receivedAt(state);
    if (state.direction === 'out' && receivedAt !== undefined) step(receivedAt, `${other}已接收`);
  }
  return told;
}

function tell(context: Context, entry: Entry, title: string, ...details: readonly string[]): Told {
  const item = {
    entryId: entry.id,
    at: localTime(entry.at),
    title,
    actor: `${departmentName(context, entry.actor.departmentId)} ${entry.actor.operator}`,
    details: details.filter((detail) => detail !== ''),
    changes: [],
  };
  return { order: `${entry.at} ${entry.id}`, item };
}

/** Title and number, as letters are named in sentences. */
export function nameOf(letter: LetterState): string {
  const title = letter.issued?.payload.content.title ?? letter.drafted?.payload.content.title ?? letter.registered?.payload.title ?? '';
  const number = letter.issued ? formatDocumentNumber(letter.issued.payload.number) : (letter.registered?.payload.number ?? '');
  return `“${letterTitle(title)}”${number === '' ? '' : `（${number}）`}`;
}
