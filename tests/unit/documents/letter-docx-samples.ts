/** Letters for the Word output, chosen so that each has something that can go wrong. */
import type { LetterContent, LetterToLayOut } from '#shared/domain/letter.ts';

export const NOW = new Date('2026-11-26T02:30:00.000Z');

const LETTERHEAD = '宁新区行政审批服务局';

export function letter(more: Partial<LetterContent> = {}): LetterToLayOut {
  const content: LetterContent = {
    kind: 'approvalPush',
    letterhead: LETTERHEAD,
    title: '宁新区行政审批服务局关于推送2026年11月审批信息的函',
    recipients: ['宁新区市场监督管理局', '宁新区应急管理局'],
    body: [
      { type: 'heading', level: 1, text: '一、推送范围' },
      { type: 'paragraph', text: '根据《济宁高新区行政审批与监管协调联动实施办法》第二十条，现将2026年11月办结的审批信息推送你局。' },
      { type: 'heading', level: 2, text: '（一）认领' },
      { type: 'paragraph', text: '请自接收之日起3个工作日内认领。' },
      { type: 'paragraph', text: '特此函告。' },
    ],
    enclosures: [],
    signatories: [LETTERHEAD],
    date: '2026-11-26',
    seal: true,
    annotation: '联系人：张三，电话：0537-3255123',
    copies: ['区政府办公室'],
    urgency: '特急',
    ...more,
  };
  return { content, number: { code: '宁新审函', year: 2026, sequence: 12 } };
}

/** Nothing but 汉字: every line of the text holds exactly as many as the grid has. */
export function fullPages(): LetterToLayOut {
  const text = '审批监管协调联动'.repeat(140);
  return letter({ body: [{ type: 'paragraph', text }], enclosures: [], copies: [], annotation: '', urgency: '' });
}

export function manyParts(): LetterToLayOut {
  const rows = Array.from({ length: 60 }, (_, index) => [`${index + 1}`, '食品经营许可', '宁新某某食品有限公司', '2026-11-20']);
  const columns = [
    { title: '序号', width: 1, align: 'center' as const },
    { title: '事项', width: 3 },
    { title: '行政相对人', width: 5 },
    { title: '审批日期', width: 3, align: 'right' as const },
  ];
  const table = { type: 'table' as const, caption: '审批信息清单', columns, rows };
  return letter({
    seal: false,
    enclosures: [
      { title: '审批信息清单', blocks: [table] },
      { title: '宁新区行政审批服务局二〇二六年十一月审批信息与监管部门认领情况对照一览表', blocks: [table], landscape: true },
    ],
    copies: ['区政府办公室', '区司法局', '区市场监督管理局', '区应急管理局', '区住房和城乡建设交通局', '区生态环境分局'],
  });
}

/** More recipients than a page has room for. */
export function crowded(): LetterToLayOut {
  return letter({ recipients: Array.from({ length: 120 }, (_, index) => `宁新区第${index + 1}街道办事处`) });
}
