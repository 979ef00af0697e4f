import type { Slot } from '../../outcomes/announcement.ts';
import { call, send } from '../../platform/call.ts';
import { handInPerformance, performanceUploadStatus, putPerformanceFile } from '../contract.ts';
import type { UploadWays } from './sending.ts';
import type { Written } from './useForm.ts';

/** A version of a performance: fields, description, link, files, and which files of the version before stay. */
export function performanceWays(performanceId: string, written: Written, keep: readonly Slot[]): UploadWays {
  const { fields, description, link } = written;
  const body = { fields: { ...fields }, description, link, keep: [...keep] };
  return {
    item: performanceId,
    about: body,
    async begin(files) {
      const begun = await call(handInPerformance, { params: { performanceId }, body: { ...body, files } });
      return begun.state === 'received' ? { uploadId: null, missing: [] } : begun;
    },
    async missingOf(uploadId) {
      const status = await call(performanceUploadStatus, { params: { uploadId } });
      return status.state === 'waiting' ? status.missing : [];
    },
    put: (uploadId, { slot, file }, onProgress) =>
      send(putPerformanceFile, { params: { uploadId, slot }, blob: file, onProgress }),
  };
}
