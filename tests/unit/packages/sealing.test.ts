import { describe, expect, it } from 'vitest';
import {
  nameForSeveral,
  namesOf,
  SEALED,
  type Sealing,
  type SealTarget,
  sealingOutput,
  sealingProblem,
} from '#renderer/features/exchange/sealing.ts';

const MARKET: SealTarget = { id: '11370800MB00000273', name: '市场监督管理局', canSeal: true };
const EMERGENCY: SealTarget = { id: '11370800MB00000348', name: '应急管理局', canSeal: false };
const open = (part: Partial<Sealing>): Sealing => ({ ...SEALED, sealed: false, ...part });

describe('whether a package leaves sealed (exchange package, Outside)', () => {
  it('seals unless the user chose otherwise', () => {
    expect(sealingOutput(SEALED)).toEqual({ sealed: true });
    expect(sealingProblem(SEALED, [MARKET])).toBeUndefined();
  });

  it('writes nothing while one of several recipients has no confirmed key: it is not left open for that one', () => {
    expect(sealingProblem(SEALED, [MARKET, EMERGENCY])).toBe('unsealable');
  });

  it('leaves open only after the consequence was understood and a reason given; blanks are no reason', () => {
    expect(sealingProblem(open({ reason: '对方没有密钥' }), [EMERGENCY])).toBe('notUnderstood');
    expect(sealingProblem(open({ understood: true, reason: ' \n' }), [EMERGENCY])).toBe('noReason');
    expect(sealingProblem(open({ understood: true, reason: '对方没有密钥' }), [EMERGENCY])).toBeUndefined();
  });

  it('tells the ledger the reason, and forgets it when 加密封装 was chosen again', () => {
    expect(sealingOutput(open({ understood: true, reason: ' 对方没有密钥 ' }))).toEqual({ sealed: false, unsealedReason: '对方没有密钥' });
    expect(sealingOutput({ sealed: true, understood: true, reason: '对方没有密钥' })).toEqual({ sealed: true });
  });
});

describe('several recipients in words', () => {
  it('names the first ones and counts the rest', () => {
    expect(namesOf([MARKET])).toBe('市场监督管理局');
    expect(namesOf([MARKET, EMERGENCY])).toBe('市场监督管理局、应急管理局');
    expect(namesOf([MARKET, EMERGENCY, MARKET, MARKET], 2)).toBe('市场监督管理局、应急管理局等 4 个部门');
  });

  it('says in the file name that it is for several; one recipient keeps the suggested name', () => {
    const suggested = '审批信息_审批局_至_市场监督管理局_0001.sgxe';
    expect(nameForSeveral(suggested, MARKET.name, 1)).toBe(suggested);
    expect(nameForSeveral(suggested, MARKET.name, 3)).toBe('审批信息_审批局_至_市场监督管理局等3个部门_0001.sgxe');
  });
});
