/** A record's whole history as people read it: who did what, when, and what changed. */
import type { Entry } from '#shared/ledger/entry.ts';
import { compareEntries } from '#shared/ledger/projection.ts';
import { contentOfEntry, isRevision, type RecordState } from '#shared/ledger/record-state.ts';
import type { TimelineItem } from '../api.ts';
import { type Context, departmentName, localTime } from '../context.ts';
import { type RecordContent, recordChanges } from './record-content.ts';

export function timelineOf(context: Context, record: RecordState): readonly TimelineItem[] {
  const items: TimelineItem[] = [];
  let previous: RecordContent | undefined;
  for (const entry of [...record.history, ...handovers(context, record)].sort(compareEntries)) {
    const item = itemOf(context, entry, previous);
    if (isRevision(entry)) previous = contentOfEntry(entry);
    if (item) items.push(item);
  }
  return items.reverse();
}

/** Handovers are about packages; they show at each record inside. */
function handovers({ projection: { packages } }: Context, record: RecordState): readonly Entry[] {
  return record.history.flatMap((entry) => {
    const sent = entry.type === 'package.exported' ? packages.sent(entry.subject, entry.payload.recipient) : undefined;
    return (sent && packages.handover(sent)) ?? [];
  });
}

function itemOf(context: Context, entry: Entry, previous: RecordContent | undefined): TimelineItem | undefined {
  const common = {
    entryId: entry.id,
    at: localTime(entry.at),
    actor: `${departmentName(context, entry.actor.departmentId)} ${entry.actor.operator}`,
  };
  const own = entry.actor.departmentId === context.department.uscc;
  const plain = (title: string, ...details: readonly string[]): TimelineItem => ({
    ...common,
    title,
    details: details.filter((detail) => detail !== ''),
    changes: [],
  });
  switch (entry.type) {
    case 'approval.recorded':
    case 'supervision.recorded':
      return plain(entry.payload.importId ? '由表格导入' : '录入', `来源：${contentOfEntry(entry).sourceSystem}`);
    case 'approval.corrected':
    case 'supervision.corrected': {
      const changes = previous ? recordChanges(previous, contentOfEntry(entry)) : [];
      const title = `更正（第 ${entry.payload.revision} 版）`;
      return { ...common, title, details: [`原因：${entry.payload.reason}`], changes };
    }
    case 'package.exported': {
      const { recipient, sequence, title } = entry.payload;
      return plain(`推送给${departmentName(context, recipient)}`, `数据包：${title}（第 ${sequence} 包）`);
    }
    case 'package.handedOver':
      return plain(
        `已交接给${departmentName(context, entry.payload.recipient)}`,
        `${entry.payload.handedOn} 由 ${entry.payload.receivedBy} 签收`,
      );
    case 'package.imported':
      return own
        ? plain(
            '本部门接收',
            `来自${departmentName(context, entry.payload.sender)}的数据包：${entry.payload.title}（第 ${entry.payload.sequence} 包）`,
          )
        : plain('对方已接收', entry.payload.title);
    case 'claim.made':
      return plain(own ? '本部门认领' : '对方已认领', entry.payload.note ? `说明：${entry.payload.note}` : '');
    case 'claim.returned':
      return plain(own ? '本部门退回' : '对方退回', `理由：${entry.payload.reason}`);
    default:
      return undefined;
  }
}
