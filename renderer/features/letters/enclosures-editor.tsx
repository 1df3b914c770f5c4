/** 附件: named in the 附件说明, laid out behind the letter, handed over as a file, or both. */
import { ArrowUpOutlined, DeleteOutlined, PaperClipOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import type { Enclosure, LetterBlock } from '#shared/domain/letter.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { ChosenFile } from '#shared/ipc.ts';
import { workstation } from '../../app/workstation-client.ts';
import { DropButton } from '../../components/drop-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { BlockList } from '../../components/paper/block-list.tsx';
import { emptyBlock } from '../../components/paper/body-model.ts';
import { sizeText } from '../../components/size.ts';
import { placeId } from './places.ts';
import { text } from './text.ts';

const words = text.editor.enclosure;

export interface EnclosuresEditorProps {
  readonly enclosures: readonly Enclosure[];
  readonly disabled: boolean;
  readonly onChange: (enclosures: Enclosure[], part?: string) => void;
}

export function EnclosuresEditor({ enclosures, disabled, onChange }: EnclosuresEditorProps) {
  const [failure, setFailure] = useState<Failure>();
  const addFiles = async (chosen: Result<readonly ChosenFile[]>) => {
    setFailure(chosen.ok ? undefined : chosen.error);
    if (!chosen.ok || chosen.value.length === 0) return;
    const sealed = await workstation().addLetterFiles(chosen.value);
    if (!sealed.ok) return setFailure(sealed.error);
    onChange([...enclosures, ...sealed.value.map((file) => ({ title: titleOf(file.name), blocks: [], file }))]);
  };
  const replace = (index: number, enclosure: Enclosure, part?: string) =>
    onChange(
      enclosures.map((other, at) => (at === index ? enclosure : other)),
      part,
    );
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
          onChange={(next, part) => replace(index, next, part)}
          onUp={() => onChange(swapped(enclosures, index))}
          onRemove={() => onChange(enclosures.filter((_, at) => at !== index))}
        />
      ))}
      {!disabled && (
        <Flex gap={8}>
          <Button
            icon={<PlusOutlined />}
            onClick={() => onChange([...enclosures, { title: '', blocks: [] }])}
            data-testid="letter.enclosure.add"
          >
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

interface EnclosureEditorProps {
  readonly enclosure: Enclosure;
  readonly index: number;
  readonly disabled: boolean;
  readonly onChange: (enclosure: Enclosure, part?: string) => void;
  readonly onUp: () => void;
  readonly onRemove: () => void;
}

function EnclosureEditor({ enclosure, index, disabled, onChange, onUp, onRemove }: EnclosureEditorProps) {
  const id = placeId({ part: 'enclosures', index });
  const laidOut = enclosure.blocks.length > 0;
  const setBlocks = (blocks: LetterBlock[], part?: string) => onChange({ ...enclosure, blocks }, part);
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
          onChange={(event) => onChange({ ...enclosure, title: event.target.value }, id)}
          data-testid={id}
        />
        <Button
          type="text"
          icon={<ArrowUpOutlined />}
          disabled={disabled || index === 0}
          aria-label={words.up(index)}
          title={words.up(index)}
          onClick={onUp}
        />
        <Button
          type="text"
          icon={<DeleteOutlined />}
          disabled={disabled}
          aria-label={words.remove(index)}
          title={words.remove(index)}
          onClick={onRemove}
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
          onChange={(event) => setBlocks(event.target.checked ? [emptyBlock('paragraph')] : [])}
        >
          {words.layOut}
        </Checkbox>
        {laidOut && (
          <Checkbox
            checked={enclosure.landscape === true}
            disabled={disabled}
            onChange={(event) => onChange({ ...enclosure, landscape: event.target.checked })}
          >
            {words.landscape}
          </Checkbox>
        )}
      </Flex>
      {laidOut && (
        <BlockList
          blocks={enclosure.blocks}
          place={placeId({ part: 'enclosures', index })}
          disabled={disabled}
          label={words.body(index)}
          onChange={setBlocks}
        />
      )}
    </div>
  );
}
