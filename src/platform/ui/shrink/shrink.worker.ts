/** Shrinks beside the page: pictures, the pictures of a PDF, photos made into one PDF. */
import { type Answer, type Job, type Shrunk, type Trouble, TroubleError } from './job.ts';

addEventListener('message', async ({ data }: MessageEvent<Job>) => {
  const tell = (answer: Answer) => postMessage(answer);
  try {
    tell({ shrunk: await done(data, (progress) => tell({ progress })) });
  } catch (error) {
    tell({ trouble: troubleOf(error) });
  }
});

/** Each kind fetches its own library. */
async function done(job: Job, onProgress: (share: number) => void): Promise<Shrunk> {
  switch (job.kind) {
    case 'photos':
      return (await import('./photos.ts')).photosToPdf(job.pages, job.maxBytes, onProgress);
    case 'pdf':
      return (await import('./pdf.ts')).shrinkPdf(job.blob, job.maxBytes, onProgress);
    case 'film':
      return (await import('./reencode.ts')).reencode(job.blob, job.maxBytes, onProgress);
    default:
      return (await import('./draw.ts')).shrinkPicture(job.blob, job.maxBytes, onProgress);
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  return error instanceof RangeError ? 'no-memory' : 'unreadable';
}
