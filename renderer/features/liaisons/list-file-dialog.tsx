/** The list of officers as a workbook. */
import { workstation } from '../../app/workstation-client.ts';
import { ContactsFileDialog } from '../../components/contacts-file-dialog.tsx';
import { todayHere } from '../../components/record-format.ts';
import { text } from './text.ts';

const words = text.file;

export function ListFileDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <ContactsFileDialog
      open={open}
      title={words.title}
      hint={words.hint}
      fileName={() => words.name(todayHere())}
      write={(token, contacts) => workstation().saveLiaisonList({ token, contacts })}
      name="liaisons.file"
      onClose={onClose}
    />
  );
}
