/** 联络员备案函 (办法 27): which officers it names. Those who have left are named as replaced. */
import { Checkbox, Flex, Modal, Typography } from 'antd';
import { useEffect, useState } from 'react';
import type { LiaisonRow } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { testId } from '../../components/test-id.ts';
import { useWrite } from '../../components/use-write.ts';
import { OfficeTag } from './liaison-table.tsx';
import { text } from './text.ts';

const words = text.letterDialog;

export interface LetterDialogProps {
  readonly open: boolean;
  readonly rows: readonly LiaisonRow[];
  readonly onClose: () => void;
}

export function LetterDialog({ open, rows, onClose }: LetterDialogProps) {
  const go = useNavigation((navigation) => navigation.go);
  const own = rows.filter((row) => row.own);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { busy, failure, write, reset } = useWrite();
  // biome-ignore lint/correctness/useExhaustiveDependencies: proposed once each time that it opens; later it is the user's choice
  useEffect(() => {
    if (open) setChosen(proposed(own));
  }, [open]);
  const begin = async () => {
    const begun = await write(() => workstation().beginLiaisonLetter(chosen));
    if (begun) go({ name: 'letter', letterId: begun.letterId });
  };
  return (
    <Modal
      open={open}
      title={words.title}
      onCancel={onClose}
      afterClose={reset}
      okText={words.ok}
      cancelText={words.cancel}
      confirmLoading={busy}
      onOk={() => void begin()}
      okButtonProps={{ disabled: chosen.length === 0, ...testId('liaisons.letter.ok') }}
    >
      <FailureAlert failure={failure} title={text.failed} style={{ marginBottom: 12 }} />
      <Typography.Paragraph type="secondary">{words.hint}</Typography.Paragraph>
      {own.length === 0 ? (
        <EmptyState title={words.none} compact />
      ) : (
        <Checkbox.Group value={[...chosen]} onChange={setChosen} style={{ display: 'grid', gap: 8 }}>
          {own.map((row) => (
            <Checkbox key={row.liaisonId} value={row.liaisonId} data-testid={`liaisons.letter.${row.liaisonId}`}>
              <Flex gap={8}>
                {row.liaison.name}
                <OfficeTag row={row} />
                <Typography.Text type="secondary">{row.letterId === undefined ? text.notFiled : text.filed}</Typography.Text>
              </Flex>
            </Checkbox>
          ))}
        </Checkbox.Group>
      )}
    </Modal>
  );
}

/** Whom no letter names yet; if all are named, those in office. */
function proposed(own: readonly LiaisonRow[]): readonly string[] {
  const unnamed = own.filter(({ letterId }) => letterId === undefined);
  const rows = unnamed.length > 0 ? unnamed : own.filter(({ inOffice }) => inOffice);
  return rows.map(({ liaisonId }) => liaisonId);
}
