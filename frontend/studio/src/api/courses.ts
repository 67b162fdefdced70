// What the API says of courses.
import type { Named } from './accounts';

export interface CourseSummary {
  id: number;
  slug: string;
  title: string;
  organisation: Named;
  works: number;
  public: boolean;
  updated_at: string;
}

export interface CourseList {
  courses: CourseSummary[];
  organisations: Named[];
}

export interface CourseStep {
  id: number;
  slug: string;
  title: string;
  kind: string;
  minutes: number;
  gone: boolean;
}

export interface CourseDetail {
  id: number;
  slug: string;
  version: number;
  title: string;
  lead: string;
  audience: string | null;
  organisation: Named;
  public: boolean;
  works: CourseStep[];
}
