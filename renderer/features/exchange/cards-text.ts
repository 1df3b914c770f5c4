/** Visible text of the department cards inside a 名录包. */
import type { ListedCard } from '#shared/workstation/api.ts';

const count = (value: number) => value.toLocaleString('zh-CN');

export const cardsText = {
  title: (cards: number) => `包含 ${count(cards)} 个部门的名片`,
  hint: '勾选的部门，密钥按协调部门的核对结果登记为“已核对”。有疑问的不要勾选，单独向该部门核对。',
  notCoordinator: {
    title: '还不能导入：发送部门不是本部门认可的协调部门',
    hint: '名录包替别的部门作证，只有本部门认可的协调部门发来的才能采用。如果确认由该部门统一分发，请到“部门名录”打开该部门，把它设为“协调部门”，再导入这个文件。',
    action: '到部门名录设置',
  },
  none: '没有可以采用的新名片。',
  relation: {
    new: { label: '新', hint: '' },
    known: { label: '已核对', hint: '与本部门已经核对过的密钥相同' },
    changed: { label: '密钥不同', hint: '与本部门核对过的密钥不同，不能由名录包更换，请单独导入该部门的名片并核对' },
    revoked: { label: '已吊销', hint: '这个密钥在本部门已经吊销，不能恢复' },
  } satisfies Record<ListedCard['relation'], { readonly label: string; readonly hint: string }>,
} as const;
