// How the public answered the questions of a work.

export interface QuizOptionCount {
  text: string;
  right: boolean;
  times: number;
}

export interface QuizCount {
  anchor: string;
  kind: string;
  kind_zh: string;
  question: string;
  answered: number;
  right: number;
  options: QuizOptionCount[];
}

export interface QuizCounts {
  questions: QuizCount[];
}
