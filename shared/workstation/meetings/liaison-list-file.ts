/** The list of all officers as a workbook (办法 27, 28), with what changed, and which departments have none. */
import { maskTelephone } from '#shared/domain/identifiers.ts';
import { LIAISON_DUTIES, type Liaison } from '#shared/domain/liaison.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { type WorkbookContent, writeWorkbook } from '#shared/spreadsheet/write-workbook.ts';
import type { SavedFile } from '../api.ts';
import { type Context, today } from '../context.ts';
import { saveBytes } from '../file-transfer.ts';
import { liaisonList } from './liaisons.ts';
import { column, DATE, NUMBER, numbered, sheet, WRAPPED } from './meeting-sheets.ts';
import type { LiaisonList, LiaisonsApi } from './meetings-api.ts';

const COLUMNS = [
  ...[NUMBER, column('部门', 30, WRAPPED), column('姓名', 12), column('科室', 20, WRAPPED), column('职务', 14, WRAPPED)],
  ...[column('科室负责人', 12), column('办公电话', 18), column('手机号码', 16), column('分工', 60, WRAPPED)],
  ...[column('任职日期', 12, DATE), column('离任日期', 12, DATE), column('状态', 8), column('报备时间', 18)],
];
const CHANGES = [
  ...[NUMBER, column('部门', 30, WRAPPED), column('姓名', 12), column('时间', 18), column('经办人', 12)],
  ...[
    column('科室', 20, WRAPPED),
    column('职务', 14, WRAPPED),
    column('任职日期', 12, DATE),
    column('离任日期', 12, DATE),
    column('原因', 40, WRAPPED),
  ],
];
const WITHOUT = [NUMBER, column('部门', 40, WRAPPED), column('说明', 60, WRAPPED)];

export async function saveLiaisonList(
  context: Context,
  { token, contacts }: Parameters<LiaisonsApi['saveLiaisonList']>[0],
): Promise<Result<SavedFile>> {
  const content = liaisonWorkbook(liaisonList(context), contacts, today(context));
  return saveBytes(context.host.files, token, ok(writeWorkbook(content)));
}

/** `contacts`: in full; otherwise masked, for they are personal data. */
export function liaisonWorkbook({ rows, without }: LiaisonList, contacts: boolean, day: string): WorkbookContent {
  const belongsTo = `截至${day}`;
  const shown = (text: string) => (contacts ? text : maskContact(text));
  const officers = rows.map(({ departmentName, liaison, inOffice, filedAt }) => [
    ...[departmentName, liaison.name, liaison.section, liaison.position, liaison.headOfSection ? '是' : '否'],
    ...[shown(liaison.telephone), shown(liaison.mobile), dutiesText(liaison), liaison.from, liaison.until],
    ...[inOffice ? '在任' : liaison.from > day ? '未到任' : '已离任', filedAt],
  ]);
  const changes = rows.flatMap(({ departmentName, history }) =>
    history.map(({ at, by, reason, liaison }) => [
      ...[departmentName, liaison.name, at, by, liaison.section, liaison.position, liaison.from, liaison.until, reason],
    ]),
  );
  const missing = without.map(({ departmentName }) => [departmentName, '没有在任的联络员，应当至少明确 1 名（办法第二十七条）']);
  return {
    sheets: [
      sheet('联络员', belongsTo, COLUMNS, numbered(officers)),
      sheet('调整记录', belongsTo, CHANGES, numbered(changes)),
      ...(missing.length > 0 ? [sheet('尚无联络员的部门', belongsTo, WITHOUT, numbered(missing))] : []),
    ],
  };
}

function dutiesText({ duties }: Liaison): string {
  return duties.map((duty) => LIAISON_DUTIES[duty].name).join('；');
}

/** A short number, as of an extension, is hidden as well: a column of contacts holds nothing else. */
function maskContact(text: string): string {
  const masked = maskTelephone(text);
  return masked === text ? text.replace(/\p{Nd}/gu, '*') : masked;
}
