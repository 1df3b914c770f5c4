/** One 议题: what it is about, what shall be decided, its material and what it refers to (办法 28(一), 30). */
import { Button, Flex, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Attachment } from '#shared/domain/approval.ts';
import type { AgendaItem } from '#shared/domain/meeting.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { NewAttachment } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { AttachmentFields } from '../../components/attachment-fields.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useWrite } from '../../components/use-write.ts';
import { LetterSelect, RecordSelect } from './reference-select.tsx';
import { text } from './text.ts';

const words = text.items;

export interface ItemDialogProps {
  /** closed when undefined */
  readonly item: AgendaItem | undefined;
  /** 添加议题 or 修改议题 */
  readonly title: string;
  /** what happens with the item, its files sealed; it stays open when that fails */
  readonly onDone: (item: AgendaItem) => Promise<Result<void>>;
  readonly onClose: () => void;
}

export function ItemDialog({ item, title, onDone, onClose }: ItemDialogProps) {
  return (
    <Modal
      open={item !== undefined}
      title={title}
      width={720}
      onCancel={onClose}
      footer={null}
      mask={{ closable: false }}
      centered
      styles={BODY}
      destroyOnHidden
    >
      {item && <ItemForm key={item.itemId} start={item} onDone={onDone} onClose={onClose} />}
    </Modal>
  );
}

/** scrolls inside, so that title and buttons stay */
const BODY = { body: { maxHeight: 'calc(100vh - 140px)', overflowY: 'auto' } } as const;

interface ItemFormProps extends Pick<ItemDialogProps, 'onDone' | 'onClose'> {
  readonly start: AgendaItem;
}

function ItemForm({ start, onDone, onClose }: ItemFormProps) {
  const [item, setItem] = useState(start);
  const [added, setAdded] = useState<readonly NewAttachment[]>([]);
  const [kept, setKept] = useState<readonly Attachment[]>(start.files);
  const [insistent, setInsistent] = useState(false);
  const { busy, failure, write } = useWrite();
  const change = (changes: Partial<AgendaItem>) => setItem((now) => ({ ...now, ...changes }));
  const missing = item.title.trim().length < 2;
  const submit = async () => {
    setInsistent(true);
    if (missing) return;
    const done = await write(async () => {
      const sealed = added.length > 0 ? await workstation().addMeetingFiles(added) : ok([]);
      if (!sealed.ok) return sealed;
      const handed = await onDone({ ...item, title: item.title.trim(), files: [...kept, ...sealed.value] });
      return handed.ok ? ok(true) : handed;
    });
    if (done) onClose();
  };
  return (
    <Form layout="vertical" disabled={busy} onFinish={() => void submit()} data-testid="meeting.item">
      <FailureAlert failure={failure} title={text.failed} style={{ marginBottom: 12 }} />
      <Form.Item label={words.title} {...(insistent && missing && { validateStatus: 'error' as const, help: words.titleRequired })}>
        <Input
          value={item.title}
          maxLength={200}
          autoFocus
          onChange={(event) => change({ title: event.target.value })}
          data-testid="meeting.item.title"
        />
      </Form.Item>
      <Form.Item label={words.background}>
        <Input.TextArea
          value={item.background}
          maxLength={10_000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder={words.backgroundPlaceholder}
          onChange={(event) => change({ background: event.target.value })}
          data-testid="meeting.item.background"
        />
      </Form.Item>
      <Form.Item label={words.question}>
        <Input.TextArea
          value={item.question}
          maxLength={10_000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder={words.questionPlaceholder}
          onChange={(event) => change({ question: event.target.value })}
          data-testid="meeting.item.question"
        />
      </Form.Item>
      <Form.Item label={words.records}>
        <RecordSelect value={item.about} onChange={(about) => change({ about: [...about] })} />
      </Form.Item>
      <Form.Item label={words.letters}>
        <LetterSelect value={item.letters} onChange={(letters) => change({ letters: [...letters] })} />
      </Form.Item>
      <Form.Item label={words.files}>
        <AttachmentFields form={{ added, setAdded, kept, setKept, testId: 'meeting.item' }} existing={start.files} />
      </Form.Item>
      <Flex justify="end" gap={8}>
        <Button onClick={onClose}>{text.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={busy} data-testid="meeting.item.ok">
          {words.ok}
        </Button>
      </Flex>
    </Form>
  );
}
