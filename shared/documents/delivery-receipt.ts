/**
 * 送达回证 of a 案卷移送 (办法 21(二)): who handed over what to whom, who took it, and what was missing. One page that is signed
 * on both sides; the list itself is the 案卷移送清单.
 */
import type { Content } from 'pdfmake/interfaces';
import type { Result } from '#shared/domain/result.ts';
import type { FontPort } from './font-port.ts';
import {
  dateLine,
  type Fact,
  factTable,
  fitText,
  heading,
  paperDate,
  ruledTable,
  sheetPdf,
  signatureLine,
  TEXT_WIDTH,
  tickBoxes,
  titleLine,
} from './sheet-parts.ts';

export interface DeliveryReceiptInput {
  /** 送达机关 */
  readonly from: string;
  /** 受送达机关 */
  readonly to: string;
  /** the 移送函 */
  readonly title: string;
  readonly number: string;
  readonly date: string;
  readonly items: number;
  readonly pages: number;
  /** the recipient's word, once it has checked */
  readonly checked:
    | {
        readonly receivedBy: string;
        readonly receivedOn: string;
        readonly note: string;
        /** 第 2 项缺失：现场检查笔录 */
        readonly differences: readonly string[];
      }
    | undefined;
  readonly now: Date;
}

const TITLE = '送达回证';
const EXPLANATION = '依据《济宁高新区行政审批与监管协调联动实施办法》第二十一条（二）移送案卷，签收后由送达机关附卷。';
const MOST_DIFFERENCES = 12;

/** One A4 page whatever the input. Fails when no font can be had. */
export async function deliveryReceiptPdf(input: DeliveryReceiptInput, fonts: FontPort): Promise<Result<Uint8Array>> {
  const content = (room: number): Content => [
    titleLine(TITLE, EXPLANATION),
    factTable(facts(input)),
    heading('清点结果'),
    result(input),
    heading('签收'),
    signatures(input, room),
  ];
  return sheetPdf({ title: `${TITLE}（${input.title}）`, author: input.from, created: input.now, content }, fonts);
}

function facts(input: DeliveryReceiptInput): readonly Fact[] {
  return [
    { label: '送达机关', value: input.from, lines: 2 },
    { label: '受送达机关', value: input.to, lines: 2 },
    { label: '送达文书', value: input.title, lines: 3 },
    { label: '发文字号', value: input.number },
    { label: '成文日期', value: paperDate(input.date) },
    { label: '移送材料', value: `${input.items} 项，共 ${input.pages} 页，详见案卷移送清单` },
    { label: '送达方式', value: tickBoxes(['当面', 'U 盘、光盘', '内网', '邮寄']) },
    { label: '送达地点', value: '' },
  ];
}

function result({ checked, items }: DeliveryReceiptInput): Content {
  if (!checked) {
    return factTable([
      { label: '清点情况', value: tickBoxes([`${items} 项齐全`, '有短缺或者页数不符（写在下面）']) },
      { label: '短缺情况', value: '' },
    ]);
  }
  const { differences, note } = checked;
  const shown = differences
    .slice(0, MOST_DIFFERENCES)
    .map((each) => ({ text: fitText(each, 38, 1), margin: [0, 0, 0, 2] as [number, number, number, number] }));
  const rest = differences.length > MOST_DIFFERENCES ? [{ text: `……另有 ${differences.length - MOST_DIFFERENCES} 项，详见回执。` }] : [];
  const lines: Content[] = differences.length === 0 ? [{ text: `${items} 项材料逐项核对，齐全无误。` }] : [...shown, ...rest];
  const noted: Content[] = note === '' ? [] : [{ text: `备注：${fitText(note, 34, 3)}`, margin: [0, 3, 0, 0] }];
  return ruledTable([TEXT_WIDTH - 13.2], [[[...lines, ...noted]]]);
}

function signatures({ checked }: DeliveryReceiptInput, room: number): Content {
  const width = TEXT_WIDTH / 2 - 14;
  const named = checked ? `签收人：${fitText(checked.receivedBy, 12, 1)}` : '签收人：';
  const day = checked
    ? { text: `签收日期：${paperDate(checked.receivedOn)}`, margin: [0, 5 + room, 0, 4] as [number, number, number, number] }
    : dateLine('签收日期：', room);
  const side = (title: string, person: string, date: Content): Content => [
    { text: title, font: 'hei' },
    signatureLine(person, width, room),
    signatureLine('单位（盖章）：', width, room),
    date,
  ];
  return ruledTable(['50%', '50%'], [[side('送达机关', '送达人：', dateLine('送达日期：', room)), side('受送达机关', named, day)]]);
}
