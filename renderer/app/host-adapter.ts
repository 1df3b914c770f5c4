/** Gives the worker what it needs from the machine: every call goes on to the main process by the typed bridge. */
import * as Comlink from 'comlink';
import type { Result } from '#shared/domain/result.ts';
import type { Host } from '#shared/workstation/host.ts';
import { noteReadBack } from './read-back.ts';

/** The worker's ports. Passed through Comlink.proxy, so the worker calls these functions here. */
export interface HostProxy {
  readonly journal: Host['journal'];
  readonly files: Host['files'];
  readonly attachments: Host['attachments'];
  readonly signer: Host['signer'];
  readonly fonts: Host['fonts'];
}

export function createHostProxy(): HostProxy {
  const { host } = window;
  return {
    journal: {
      open: () => host.journalOpen(),
      read: (index) => host.journalRead({ index }),
      append: (segments) => host.journalAppend({ segments: [...segments] }),
      revertLast: () => host.journalRevertLast(),
      acknowledge: (head) => host.journalAcknowledge(head),
      beginRebuild: () => host.journalBeginRebuild(),
      addToRebuild: (segments) => host.journalAddToRebuild({ segments: [...segments] }),
      finishRebuild: () => host.journalFinishRebuild(),
      freeBytes: () => host.freeBytes(),
    },
    files: {
      read: (token, offset, length) => handedOn(host.fileRead({ token, offset, length })),
      write: (token, bytes) => host.fileWrite({ token, bytes }),
      commit: (token) => noteReadBack(token, host.fileCommit({ token })),
      abort: (token) => host.fileAbort({ token }),
    },
    attachments: {
      begin: () => host.attachmentBegin(),
      write: (token, bytes) => host.attachmentWrite({ token, bytes }),
      commit: (token, name) => host.attachmentCommit({ token, name }),
      abort: (token) => host.attachmentAbort({ token }),
      has: (name) => host.attachmentHas({ name }),
      listSettled: () => host.attachmentListSettled(),
      remove: (name) => host.attachmentRemove({ name }),
      read: (name, offset, length) => handedOn(host.attachmentRead({ name, offset, length })),
    },
    fonts: {
      chain: (role) => host.fontChain({ role }),
      read: (id, offset, length) => handedOn(host.fontRead({ id, offset, length })),
    },
    signer: {
      sign: (bytes, by) => host.sign({ bytes, ...(by === undefined ? {} : { by }) }),
      publicKeyPem: () => host.publicKeyPem(),
      keyring: () => host.keyring(),
      unwrap: (fingerprint, wrapped) => host.unwrapKey({ fingerprint, wrapped }),
    },
  };
}

/** The worker gets the bytes themselves, not a copy of them: gigabytes go this way. */
async function handedOn<T extends Uint8Array>(read: Promise<Result<T>>): Promise<Result<T>> {
  const result = await read;
  return result.ok ? Comlink.transfer(result, [result.value.buffer]) : result;
}
