import { call, send } from '../../platform/call.ts';
import { beginUpload, putFile, uploadStatus } from '../contract.ts';
import type { UploadWays } from './sending.ts';

/** A version of an outcome: its description and files. */
export function outcomeWays(outcomeId: string, description: string): UploadWays {
  return {
    item: outcomeId,
    about: description,
    async begin(files) {
      const { uploadId } = await call(beginUpload, { params: { outcomeId }, body: { description, files } });
      return { uploadId, missing: files.map((file) => file.slot) };
    },
    async missingOf(uploadId) {
      const status = await call(uploadStatus, { params: { uploadId } });
      return status.state === 'waiting' ? status.missing : [];
    },
    put: (uploadId, { slot, file }, onProgress) =>
      send(putFile, { params: { uploadId, slot }, blob: file, onProgress }),
  };
}
