/** Asks before something happens. Buttons say what they do; a destructive answer is never the default (house rule 15). */
import { App } from 'antd';
import type { ReactNode } from 'react';
import { useCallback } from 'react';
import { testId } from './test-id.ts';
import { componentText } from './text.ts';

export interface ConfirmQuestion {
  readonly title: ReactNode;
  readonly content?: ReactNode;
  /** what the button does: 认领 12 件, 放弃修改 */
  readonly okText: string;
  readonly cancelText?: string;
  /** red button, and Enter answers 取消 */
  readonly danger?: boolean;
}

/** `const confirm = useConfirm(); if (await confirm({...})) …` */
export function useConfirm(): (question: ConfirmQuestion) => Promise<boolean> {
  const { modal } = App.useApp();
  return useCallback(
    (question) =>
      new Promise((resolve) => {
        const { danger = false } = question;
        modal.confirm({
          title: question.title,
          content: question.content,
          okText: question.okText,
          cancelText: question.cancelText ?? componentText.cancel,
          okButtonProps: { danger, ...testId('confirm.ok') },
          cancelButtonProps: testId('confirm.cancel'),
          focusable: { autoFocusButton: danger ? 'cancel' : 'ok' },
          width: 460,
          centered: true,
          onOk: () => resolve(true),
          onCancel: () => resolve(false),
        });
      }),
    [modal],
  );
}
