/** What a department enters about itself or another (first run, 部门名录), checked as a person types it. */

import { readUscc } from '#shared/domain/codes.ts';
import { type Department, type DepartmentRole, departmentRoleSchema, departmentSchema } from '#shared/domain/department.ts';
import { cleanLine } from '#shared/domain/text.ts';

export interface DepartmentInput {
  readonly name: string;
  readonly uscc: string;
  readonly roles: readonly string[];
  readonly address?: string;
  readonly telephone?: string;
  /** 机关代字 */
  readonly documentCode?: string;
}
export type DepartmentField = keyof DepartmentInput;

export interface DepartmentProblem {
  readonly field: DepartmentField;
  readonly level: 'error' | 'warning';
  readonly code: string;
  /** Chinese, says what to do */
  readonly message: string;
}

/** The department when no error stands against it, and everything there is to say. */
export interface CheckedDepartment {
  readonly department: Department | undefined;
  readonly problems: readonly DepartmentProblem[];
}

type Problems = DepartmentProblem[];

const { shape } = departmentSchema;
const NAME_SHORTEST = shape.name.minLength ?? 0;
const NAME_LONGEST = shape.name.maxLength ?? Number.POSITIVE_INFINITY;

function report(
  problems: Problems,
  field: DepartmentField,
  what: string,
  message: string,
  level: DepartmentProblem['level'] = 'error',
): void {
  problems.push({ field, level, code: `department.${field}.${what}`, message });
}

/** Checks and normalises the input; a USCC whose check character fails is only a warning (reference: 189 of 3 million real ones fail). */
export function checkDepartment(input: DepartmentInput): CheckedDepartment {
  const problems: Problems = [];
  const name = checkName(problems, input.name);
  const uscc = checkUscc(problems, input.uscc);
  const roles = checkRoles(problems, input.roles);
  const address = checkAddress(problems, input.address ?? '');
  const telephone = checkTelephone(problems, input.telephone ?? '');
  const documentCode = checkDocumentCode(problems, input.documentCode ?? '');
  if (problems.some(({ level }) => level === 'error')) return { department: undefined, problems };
  return { department: { uscc, name, roles, address, telephone, documentCode }, problems };
}

function checkName(problems: Problems, value: string): string {
  const name = cleanLine(value);
  if (name === '') report(problems, 'name', 'missing', '没有填写部门名称。请填写公章上的全称。');
  else if (name.length < NAME_SHORTEST) report(problems, 'name', 'too-short', '部门名称太短。请填写公章上的全称。');
  else if (name.length > NAME_LONGEST) {
    report(problems, 'name', 'too-long', `部门名称有 ${name.length} 个字符，最多 ${NAME_LONGEST} 个字符。请缩短。`);
  }
  return name;
}

function checkUscc(problems: Problems, text: string): string {
  const { value, state } = readUscc(text);
  if (value === '') report(problems, 'uscc', 'missing', '没有填写统一社会信用代码。数据包凭它识别部门，请按统一社会信用代码证书填写。');
  else if (state === 'none')
    report(problems, 'uscc', 'none', '部门必须有自己的统一社会信用代码，不能填“没有代码”。请按统一社会信用代码证书填写。');
  else if (state === 'wrongLength') {
    report(problems, 'uscc', 'length', `统一社会信用代码应当是 18 位，这里是 ${value.length} 位。请对照证书改正。`);
  } else if (state === 'wrongCharacters') {
    report(problems, 'uscc', 'characters', '统一社会信用代码只能由数字和大写字母组成，且不用 I、O、S、V、Z。请对照证书改正。');
  } else if (state === 'checkCharacterFails') {
    report(
      problems,
      'uscc',
      'check-character',
      '统一社会信用代码的校验码不符，可能有一位填错。请对照证书核对，确认无误可以继续。',
      'warning',
    );
  }
  return value;
}

function checkRoles(problems: Problems, values: readonly string[]): DepartmentRole[] {
  const roles = departmentRoleSchema.options.filter((role) => values.includes(role));
  if (roles.length === 0) report(problems, 'roles', 'missing', '没有选择部门职责。请选择审批部门、监管部门，或两者都选（办法第三条）。');
  return roles;
}

function checkAddress(problems: Problems, value: string): string {
  const address = cleanLine(value);
  const longest = shape.address.maxLength ?? Number.POSITIVE_INFINITY;
  if (address.length > longest)
    report(problems, 'address', 'too-long', `地址有 ${address.length} 个字符，最多 ${longest} 个字符。请缩短。`);
  return address;
}

/** One or several numbers, with area code or extension: `0537-3255555转801、13800000000`. */
function checkTelephone(problems: Problems, value: string): string {
  const telephone = cleanLine(value.normalize('NFKC'));
  const longest = shape.telephone.maxLength ?? Number.POSITIVE_INFINITY;
  if (telephone === '') {
    report(problems, 'telephone', 'missing', '没有填写联系电话。对方核对密钥和催办时要用，请尽量补填。', 'warning');
  } else if (telephone.length > longest) {
    report(problems, 'telephone', 'too-long', `联系电话有 ${telephone.length} 个字符，最多 ${longest} 个字符。请只填常用的号码。`);
  } else if (!/^[\d\s()+\-转、,;/]+$/.test(telephone) || !/\d{5}/.test(telephone.replace(/[\s()-]/g, ''))) {
    report(problems, 'telephone', 'unreadable', '联系电话应当是电话号码，例如 0537-3255555 或 13800000000。请改正。');
  }
  return telephone;
}

/** 机关代字 alone, without the year and number that make a 发文字号 of it (GB/T 9704 7.2.5). */
function checkDocumentCode(problems: Problems, value: string): string {
  const documentCode = cleanLine(value).replace(/\s/g, '');
  const longest = shape.documentCode.maxLength ?? Number.POSITIVE_INFINITY;
  if (documentCode.length > longest) {
    report(problems, 'documentCode', 'too-long', `机关代字有 ${documentCode.length} 个字符，最多 ${longest} 个字符。请缩短。`);
  } else if (documentCode && !/^[\p{Script=Han}A-Za-z]+$/u.test(documentCode)) {
    report(problems, 'documentCode', 'unreadable', '机关代字只填代字本身，例如“济高新审”，不带年份、括号和序号。请改正。');
  }
  return documentCode;
}
