/** What a package holds, as lines for people, before anything of it is taken in. */
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { letterTitle } from '#shared/domain/letter.ts';
import { readCardText } from '#shared/exchange/department-card.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { contentOf, contentOfEntry } from '#shared/ledger/record-state.ts';
import type { OpenedPackage } from '../api.ts';
import { type Context, departmentName, localTime } from '../context.ts';
import { isMeetingFact, meetingSentence } from '../meetings/meeting-text.ts';
import { contentTitle, recordChanges } from '../records/record-content.ts';

export function previewLine(context: Context, entry: Entry): OpenedPackage['preview'][number] {
  const { projection } = context;
  const known = projection.entryIds.has(entry.id);
  const relation = known ? 'known' : 'new';
  if (isMeetingFact(entry)) return { title: meetingSentence(context, entry), subtitle: localTime(entry.at), relation };
  switch (entry.type) {
    case 'approval.recorded':
    case 'approval.corrected':
    case 'supervision.recorded':
    case 'supervision.corrected': {
      const content = contentOfEntry(entry);
      const existing = projection.byRecordId.get(entry.subject);
      const changed = !known && existing !== undefined && recordChanges(contentOf(existing), content).length > 0;
      const title = `${contentTitle(content)}　${content.counterpart.name}`;
      return { title, subtitle: content.decisionNumber, relation: changed ? 'changed' : relation };
    }
    case 'claim.made':
    case 'claim.returned': {
      const found = projection.byRecordId.get(entry.subject);
      const about = found && contentOf(found);
      const title = entry.type === 'claim.made' ? '认领' : `退回：${entry.payload.reason}`;
      return { title, subtitle: about ? `${about.decisionNumber}　${about.counterpart.name}` : '本机没有对应的记录', relation };
    }
    case 'package.imported':
      return { title: '已接收数据包', subtitle: `${entry.payload.title}（第 ${entry.payload.sequence} 包）`, relation };
    case 'gap.reported':
      return {
        title: entry.payload.missing.length > 0 ? '报告没有收到' : '报告缺包已补齐',
        subtitle: entry.payload.missing.length > 0 ? `第 ${entry.payload.missing.join('、')} 包` : '',
        relation,
      };
    case 'letter.issued':
      return { title: letterTitle(entry.payload.content.title), subtitle: formatDocumentNumber(entry.payload.number), relation };
    case 'transfer.checked': {
      const about = projection.letters.get(entry.subject)?.issued?.payload;
      return {
        title: `核收移送的案卷，${entry.payload.receivedBy} 签收`,
        subtitle: about ? formatDocumentNumber(about.number) : '本机没有对应的公函',
        relation,
      };
    }
    case 'card.listed': {
      const card = readCardText(entry.payload.card);
      return { title: '部门名片', subtitle: card.ok ? card.value.statement.department.name : '内容不能识别', relation };
    }
    case 'package.exported':
      return { title: `导出数据包给${departmentName(context, entry.payload.recipient)}`, subtitle: entry.payload.title, relation };
    case 'key.confirmed':
    case 'key.learned':
    case 'key.revoked':
      return { title: '部门密钥', subtitle: departmentName(context, entry.payload.departmentId), relation };
    default:
      return { title: '本部门的其他登记', subtitle: '', relation };
  }
}
