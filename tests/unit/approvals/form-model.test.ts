import { describe, expect, it } from 'vitest';
import { hasNoUscc, shownAt } from '#renderer/components/counterpart-model.ts';
import { alike, draftOf, problemsAt, valuesOf } from '#renderer/features/approvals/form-model.ts';
import type { CheckedApproval } from '#shared/domain/approval.ts';
import { checkApproval } from '#shared/domain/approval-checks.ts';
import { approvalToDraft } from '#shared/domain/approval-format.ts';
import { NO_USCC } from '#shared/domain/codes.ts';

const USCC = '91320100748204660Q';
const organisation = valuesOf({ counterpartKind: '法人及非法人组织', counterpartName: '甲公司', uscc: USCC });
const person = { ...organisation, counterpartKind: '自然人', citizenId: '11010519491231002X' };

describe('the identity fields of 办法 20(二) in the form', () => {
  it('sends the code of an organisation and not the number that was typed for a person', () => {
    const draft = draftOf({ ...person, counterpartKind: '法人及非法人组织' });
    expect(draft.uscc).toBe(USCC);
    expect(draft.citizenId).toBeUndefined();
    expect(draft.certificateType).toBeUndefined();
  });

  it('sends the number of a person and not the code of an organisation', () => {
    const draft = draftOf(person);
    expect(draft.citizenId).toBe('11010519491231002X');
    expect(draft.uscc).toBeUndefined();
    expect(draft.registrationNumber).toBeUndefined();
  });

  it('asks for the 工商注册号 only where there is no unified code', () => {
    expect(draftOf(organisation).registrationNumber).toBeUndefined();
    const none = { ...organisation, uscc: NO_USCC, registrationNumber: '370800200001234' };
    expect(hasNoUscc(none)).toBe(true);
    expect(draftOf(none)).toMatchObject({ uscc: NO_USCC, registrationNumber: '370800200001234' });
  });

  it('shows a problem of a hidden field at the one that stands for it', () => {
    expect(shownAt('uscc', person)).toBe('citizenId');
    expect(shownAt('citizenId', organisation)).toBe('uscc');
    expect(shownAt('registrationNumber', organisation)).toBe('uscc');
    expect(shownAt('matter', person)).toBe('matter');
    const checked: CheckedApproval = {
      approval: undefined,
      problems: [{ field: 'uscc', level: 'error', code: 'identity.missing', message: '缺少代码' }],
    };
    expect(problemsAt('citizenId', person, checked)).toHaveLength(1);
    expect(problemsAt('uscc', person, checked)).toHaveLength(0);
  });
});

describe('values and drafts', () => {
  it('gives every field a text and an organisation where the kind is unknown', () => {
    const values = valuesOf({ counterpartKind: '不明' });
    expect(values.matter).toBe('');
    expect(values.counterpartKind).toBe('法人及非法人组织');
  });

  it('sends trimmed texts', () => {
    expect(draftOf({ ...organisation, matter: '  食品经营许可　' }).matter).toBe('食品经营许可');
  });

  it('takes neither number nor counterpart over to a similar approval', () => {
    const draft = alike({
      ...person,
      decisionNumber: '济高新审〔2025〕12号',
      matter: '食品经营许可',
      contact: '张三',
      address: '某路',
      note: '备注',
    });
    expect(draft.matter).toBe('食品经营许可');
    for (const field of ['decisionNumber', 'counterpartName', 'uscc', 'citizenId', 'contact', 'address', 'note'] as const) {
      expect(draft[field]).toBeUndefined();
    }
  });

  it('makes the same approval again of an approval that is opened for correction', () => {
    const filled = valuesOf({
      ...{ matter: '食品经营许可', decisionNumber: '济高新审〔2025〕12号', counterpartName: '甲公司', counterpartKind: '法人及非法人组织' },
      ...{ uscc: USCC, contact: '张三 13800000000', address: '某路 1 号', decidedOn: '2025-02-20', validTo: '长期', content: '热食类' },
      ...{ category: '其他-备案', approvedBy: '某局' },
    });
    const context = { sourceSystem: '手工录入', today: '2025-03-01' };
    const first = checkApproval(draftOf(filled), context).approval;
    expect(first).toBeDefined();
    if (!first) return;
    expect(checkApproval(draftOf(valuesOf(approvalToDraft(first))), context).approval).toEqual(first);
  });
});
