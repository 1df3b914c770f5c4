/** The page of a record's form: head, groups of fields, evidence, and the bar that saves; the groups are each kind's own. */
import { Form, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Attachment } from '#shared/domain/approval.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useNavigation } from '../app/navigation.ts';
import { AttachmentFields, type FilesForm } from './attachment-fields.tsx';
import { ClassifiedNotice } from './classified-notice.tsx';
import { FailureAlert } from './failure-alert.tsx';
import { FormGroup } from './form-layout.tsx';
import { PageHeader } from './page-header.tsx';
import './record.css';
import { SaveBar, type SaveBarProps } from './save-bar.tsx';
import { useHotkey } from './use-hotkey.ts';

export interface RecordFormFrameProps extends Omit<SaveBarProps, 'onCancel' | 'testId' | 'failure'> {
  readonly title: string;
  readonly description: string;
  readonly form: FilesForm & { readonly failure: Failure | undefined };
  /** evidence that the record has already */
  readonly existing: readonly Attachment[];
  readonly filesTitle: string;
  readonly failure: Failure | undefined;
  readonly testIds: { readonly page: string; readonly bar: string };
  readonly children: ReactNode;
}

export function RecordFormFrame(props: RecordFormFrameProps) {
  const { title, description, form, existing, filesTitle, failure, testIds, children, ...bar } = props;
  const back = useNavigation((navigation) => navigation.back);
  useHotkey('Ctrl+S', bar.onSave, { enabled: !bar.saving });
  return (
    <div className="record-form" data-testid={testIds.page}>
      <PageHeader title={title} description={description} onBack={back} />
      <Form layout="vertical" component="div" disabled={bar.saving} className="record-form-body">
        <ClassifiedNotice kind="line" />
        {children}
        <FormGroup title={filesTitle}>
          <AttachmentFields form={form} existing={existing} />
        </FormGroup>
      </Form>
      <SaveBar {...bar} failure={failure ?? form.failure} onCancel={back} testId={testIds.bar} />
    </div>
  );
}

interface RecordFormLoadingProps {
  readonly title: string;
  readonly failure: Failure | undefined;
  readonly failed: string;
  readonly onRetry: () => void;
}

/** While the record that is to be corrected is read, or when it can't be. */
export function RecordFormLoading({ title, failure, failed, onRetry }: RecordFormLoadingProps) {
  const back = useNavigation((navigation) => navigation.back);
  return (
    <div className="record-form">
      <PageHeader title={title} onBack={back} />
      {failure ? <FailureAlert failure={failure} title={failed} onRetry={onRetry} /> : <Skeleton active paragraph={{ rows: 10 }} />}
    </div>
  );
}

/** What the bar says of the checks: how many findings keep the record from being saved, and how many are hints. */
export function checkState(problems: readonly { readonly level: string }[] | undefined): SaveBarProps['state'] {
  if (!problems) return undefined;
  const blocking = problems.filter(({ level }) => level !== 'warning').length;
  return { blocking, warnings: problems.length - blocking };
}
