/** 附件: named in the 附件说明, laid out behind the letter, handed over as a file, or both. */
import { ArrowUpOutlined, DeleteOutlined, PaperClipOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Input, Typography } from 'antd';
import { memo, useCallback, useMemo, useState } from 'react';
import type { Enclosure } from '#shared/domain/letter.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { ChosenFile } from '#shared/ipc.ts';
import { workstation } from '../../app/workstation-client.ts';
import { DropButton } from '../../components/drop-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { BlockList } from '../../components/paper/block-list.tsx';
import { emptyBlock } from '../../components/paper/body-model.ts';
import type { ChangeBlocks } from '../../components/paper/use-block-actions.ts';
import { sizeText } from '../../components/size.ts';
import { placeId } from './places.ts';
import { text } from './text.ts';
import type { ChangeLetter } from './use-letter-editor.ts';

const words = text.editor.enclosure;

export interface EnclosuresEditorProps {
  readonly enclosures: readonly Enclosure[];
  readonly disabled: boolean;
  readonly change: ChangeLetter;
}

export function EnclosuresEditor({ enclosures, disabled, change }: EnclosuresEditorProps) {
  const [failure, setFailure] = useState<Failure>();
  const actions = useEnclosureActions(change);
  const addFiles = async (chosen: Result<readonly ChosenFile[]>) => {
    setFailure(chosen.ok ? undefined : chosen.error);
    if (!chosen.ok || chosen.value.length === 0) return;
    const sealed = await workstation().addLetterFiles(chosen.value);
    if (!sealed.ok) return setFailure(sealed.error);
    actions.add(...sealed.value.map((file) => ({ title: titleOf(file.name), blocks: [], file })));
  };
  return (
    <Flex vertical gap={8}>
      <FailureAlert failure={failure} title={words.failed} onClose={() => setFailure(undefined)} />
      {enclosures.length === 0 && <Typography.Text type="secondary">{words.none}</Typography.Text>}
      {enclosures.map((enclosure, index) => (
        <EnclosureEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: an 附件 is named by its place
          key={index}
          enclosure={enclosure}
          index={index}
          disabled={disabled}
          actions={actions}
        />
      ))}
      {!disabled && (
        <Flex gap={8}>
          <Button icon={<PlusOutlined />} onClick={() => actions.add({ title: '', blocks: [] })} data-testid="letter.enclosure.add">
            {words.add}
          </Button>
          <DropButton
            kind="attachment"
            multiple
            className="letter-drop"
            onFiles={(result) => void addFiles(result)}
            testId="letter.enclosure.files"
          >
            {(hovering) => (
              <>
                <PaperClipOutlined /> {hovering ? words.drop : words.addFiles}
              </>
            )}
          </DropButton>
        </Flex>
      )}
    </Flex>
  );
}

/** 附件说明 names what a paper is, not what its file is called (GB/T 9704 7.3.4) */
function titleOf(fileName: string): string {
  return fileName.replace(/\.[^.]{1,5}$/, '');
}

function swapped(enclosures: readonly Enclosure[], index: number): Enclosure[] {
  const [above, here] = [enclosures[index - 1], enclosures[index]];
  if (!above || !here) return [...enclosures];
  return [...enclosures.slice(0, index - 1), here, above, ...enclosures.slice(index + 1)];
}

interface EnclosureActions {
  /** `part`: see history.ts */
  readonly edit: (index: number, change: (enclosure: Enclosure) => Enclosure, part?: string) => void;
  readonly add: (...added: readonly Enclosure[]) => void;
  readonly up: (index: number) => void;
  readonly remove: (index: number) => void;
}

/** The same object always: an 附件 isn't rendered because another one changed. */
function useEnclosureActions(change: ChangeLetter): EnclosureActions {
  return useMemo(() => {
    const set = (next: (enclosures: readonly Enclosure[]) => Enclosure[], part?: string) =>
      change(({ enclosures }) => ({ enclosures: next(enclosures) }), part);
    return {
      edit: (index, edited, part) => set((now) => now.map((other, at) => (at === index ? edited(other) : other)), part),
      add: (...added) => set((now) => [...now, ...added]),
      up: (index) => set((now) => swapped(now, index)),
      remove: (index) => set((now) => now.filter((_, at) => at !== index)),
    };
  }, [change]);
}

interface EnclosureEditorProps {
  readonly enclosure: Enclosure;
  readonly index: number;
  readonly disabled: boolean;
  readonly actions: EnclosureActions;
}

const EnclosureEditor = memo(function EnclosureEditor({ enclosure, index, disabled, actions }: EnclosureEditorProps) {
  const id = placeId({ part: 'enclosures', index });
  const laidOut = enclosure.blocks.length > 0;
  const set = (changes: Partial<Enclosure>, part?: string) => actions.edit(index, (now) => ({ ...now, ...changes }), part);
  const onBlocks = useCallback<ChangeBlocks>(
    (change, part) => actions.edit(index, (now) => ({ ...now, blocks: [...change(now.blocks)] }), part),
    [actions, index],
  );
  return (
    <div className="letter-enclosure">
      <Flex gap={4}>
        <Input
          id={id}
          value={enclosure.title}
          maxLength={500}
          disabled={disabled}
          placeholder={words.title(index)}
          aria-label={words.title(index)}
          onChange={(event) => set({ title: event.target.value }, id)}
          data-testid={id}
        />
        <Button
          type="text"
          icon={<ArrowUpOutlined />}
          disabled={disabled || index === 0}
          aria-label={words.up(index)}
          title={words.up(index)}
          onClick={() => actions.up(index)}
        />
        <Button
          type="text"
          icon={<DeleteOutlined />}
          disabled={disabled}
          aria-label={words.remove(index)}
          title={words.remove(index)}
          onClick={() => actions.remove(index)}
        />
      </Flex>
      <Flex gap={12} wrap>
        {enclosure.file && (
          <Typography.Text type="secondary">
            <PaperClipOutlined /> {words.file(enclosure.file.name, sizeText(enclosure.file.size))}
          </Typography.Text>
        )}
        <Checkbox
          checked={laidOut}
          disabled={disabled}
          onChange={(event) => set({ blocks: event.target.checked ? [emptyBlock('paragraph')] : [] })}
        >
          {words.layOut}
        </Checkbox>
        {laidOut && (
          <Checkbox
            checked={enclosure.landscape === true}
            disabled={disabled}
            onChange={(event) => set({ landscape: event.target.checked })}
          >
            {words.landscape}
          </Checkbox>
        )}
      </Flex>
      {laidOut && <BlockList blocks={enclosure.blocks} place={id} disabled={disabled} label={words.body(index)} onChange={onBlocks} />}
    </div>
  );
});
