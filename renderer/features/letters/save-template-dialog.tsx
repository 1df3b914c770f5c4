/** 存为模板: the letter as it stands becomes one of the department's own templates. */
import { App, Flex, Form, Input, Modal, Typography } from 'antd';
import { memo, useState } from 'react';
import { type LetterContent, letterTitle } from '#shared/domain/letter.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { text } from './text.ts';

const words = text.templates;

export interface SaveTemplateDialogProps {
  readonly open: boolean;
  readonly content: LetterContent;
  readonly onClose: () => void;
}

/** While it is closed, the keys typed into the letter don't concern it. */
export const SaveTemplateDialog = memo(SaveTemplateModal, (before, after) => !before.open && !after.open);

function SaveTemplateModal({ open, content, onClose }: SaveTemplateDialogProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm<{ readonly name: string }>();
  const [failure, setFailure] = useState<Failure>();
  const close = () => {
    setFailure(undefined);
    onClose();
  };
  const save = async () => {
    const values = await form.validateFields().catch(() => undefined);
    if (!values) return;
    const result = await workstation().saveTemplate({ name: values.name.trim(), content: templateOf(content) });
    if (!result.ok) return setFailure(result.error);
    useSession.getState().touch();
    void message.success(words.saved);
    close();
  };
  return (
    <Modal
      open={open}
      title={words.saveTitle}
      okText={words.saveOk}
      cancelText={words.cancel}
      onOk={() => void save()}
      onCancel={close}
      destroyOnHidden
    >
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{words.saveHint}</Typography.Text>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ name: letterTitle(content.title).slice(0, 100) }}
          onFinish={() => void save()}
        >
          <Form.Item
            name="name"
            label={words.name}
            rules={[{ required: true, whitespace: true, message: words.nameRequired }]}
            style={{ margin: 0 }}
          >
            <Input maxLength={100} autoFocus data-testid="templates.name" />
          </Form.Item>
        </Form>
        <FailureAlert failure={failure} title={words.saveFailed} />
      </Flex>
    </Modal>
  );
}

/** What belongs to one letter only doesn't go into a template. */
export function templateOf({ date: _date, answers: _answers, corrects: _corrects, enclosures, ...content }: LetterContent): LetterContent {
  return { ...content, enclosures: enclosures.map(({ file: _file, ...enclosure }) => enclosure) };
}
