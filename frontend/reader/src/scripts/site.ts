// Enhancements only: every page works without this file.
import { stepThroughChanges } from './changes';
import { enableCopying } from './copy';
import { followContents } from './contents';
import { followCourse } from './course';
import { tellEnd } from './end';
import { closeTerms } from './terms';
import { enableZoom } from './zoom';
import { enhanceVideo } from '../video/player';

enableCopying();
followContents();
followCourse();
enhanceVideo();
enableZoom();
closeTerms();
stepThroughChanges();
tellEnd();

for (const field of document.querySelectorAll<HTMLInputElement>('form[role=search] input[type=search]')) {
  field.addEventListener('focus', () => void import('./suggest').then((it) => it.suggestIn(field)), { once: true });
}
