/** What a clerk types about 吊销许可证件, for the end-to-end tests. */
import { makeUscc } from '#shared/domain/codes.ts';
import type { WorkstationApp } from './workstation-app.ts';

export const PENALTY = {
  decisionNumber: '济高新市监罚〔2026〕3号',
  counterpartName: '济宁测试餐饮有限公司',
  uscc: makeUscc('91', '370800', 'MA000011'),
  contact: '0537-0000001',
  address: '济宁高新区柳行街道',
  facts: '提供虚假材料取得许可，经调查属实。',
  legalBasis: '《中华人民共和国行政许可法》第六十九条',
  content: '吊销食品经营许可证',
} as const;

/** Kind, texts and day of the open form; evidence and the approvals concerned are left to the test. */
export async function fillPenalty(app: WorkstationApp, decidedOn: string): Promise<void> {
  await app.id('supervision.field.kind').click();
  await app.page.locator('.ant-select-item-option', { hasText: '吊销许可证件' }).click();
  for (const [field, value] of Object.entries(PENALTY)) await app.id(`supervision.field.${field}`).fill(value);
  await app.id('supervision.field.decidedOn').fill(decidedOn);
  await app.page.keyboard.press('Enter');
}

/** in China's time, as the application counts */
export function dayAgo(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);
}
