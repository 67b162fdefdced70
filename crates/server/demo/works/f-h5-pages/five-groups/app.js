// Five groups as tabs, their numbers as dots, and a question or two. Without this file every group stands below the other.
'use strict';

const groups = ['young', 'farm', 'work', 'old', 'lead'];
const names = { young: '青少年', farm: '农民', work: '产业工人', old: '老年人', lead: '领导干部和公务员' };
const byId = (id) => document.getElementById(id);

const list = document.querySelector('[data-tabs]');
const petals = [...document.querySelectorAll('.petals path')];
const signs = [...document.querySelectorAll('.signs > g')];

document.documentElement.classList.add('scripted');
list.setAttribute('role', 'tablist');
const tabs = groups.map((group) => {
  const tab = document.createElement('button');
  Object.assign(tab, { type: 'button', id: `tab-${group}`, textContent: names[group] });
  tab.setAttribute('role', 'tab');
  tab.setAttribute('aria-controls', group);
  byId(`tab-${group}`).replaceWith(tab);
  const panel = byId(group);
  panel.setAttribute('role', 'tabpanel');
  panel.tabIndex = 0;
  tab.addEventListener('click', () => choose(group));
  return tab;
});

function choose(chosen, focus = false) {
  groups.forEach((group, i) => {
    const on = group === chosen;
    tabs[i].setAttribute('aria-selected', String(on));
    tabs[i].tabIndex = on ? 0 : -1;
    byId(group).hidden = !on;
    petals[i].classList.toggle('on', on);
    signs[i].classList.toggle('on', on);
    if (on && focus) tabs[i].focus();
  });
}

list.addEventListener('keydown', (event) => {
  const at = tabs.indexOf(event.target);
  const steps = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: groups.length - 1 };
  if (at < 0 || !(event.key in steps)) return;
  event.preventDefault();
  choose(groups[(steps[event.key] + groups.length) % groups.length], true);
});

petals.forEach((petal) => petal.addEventListener('click', () => choose(petal.dataset.to)));

for (const item of document.querySelectorAll('[data-dots]')) {
  const dots = document.createElement('span');
  dots.className = 'dots';
  dots.setAttribute('aria-hidden', 'true');
  for (let i = 0; i < Number(item.dataset.dots); i += 1) dots.append(document.createElement('i'));
  item.append(dots);
}

const questions = [
  ['霜冻预警发出后，30分钟内要接到通知。', 'farm', '广播和微信群都要用上，因为田里的人不一定看手机。'],
  ['一次只教一件事，可以重复报名。', 'old', '学得慢不要紧，再来一次就是。'],
  ['把拿手的工序拍成三分钟短片。', 'work', '同行业的企业都可以拿去用。'],
  ['小课题看过程记录，不按获奖排高低。', 'young', '题目就在身边的水、土、气、庄稼和机器里。'],
  ['作决定之前听专家的意见，并且归档。', 'lead', '留下记录，以后才说得清当时为什么这样定。'],
];
const quiz = document.querySelector('.quiz');
const answers = quiz.querySelector('.answers');
const said = quiz.querySelector('.said');
const onward = quiz.querySelector('.onward');
let at = 0;

function ask() {
  const [text] = questions[at];
  byId('question').textContent = `第${at + 1}题，共${questions.length}题：${text}`;
  said.textContent = '';
  onward.hidden = true;
  answers.replaceChildren(
    ...groups.map((group) => {
      const button = document.createElement('button');
      Object.assign(button, { type: 'button', textContent: names[group] });
      button.addEventListener('click', () => answer(button, group));
      return button;
    }),
  );
}

function answer(button, group) {
  const [, right, why] = questions[at];
  button.classList.add(group === right ? 'right' : 'wrong');
  said.textContent = group === right ? `对，是为${names[right]}办的。${why}` : '不是这一类人，再想想。';
  onward.hidden = group !== right;
  onward.textContent = at + 1 < questions.length ? '下一题' : '再来一遍';
}

onward.addEventListener('click', () => {
  at = (at + 1) % questions.length;
  ask();
  answers.firstElementChild.focus();
});

quiz.hidden = false;
choose('young');
ask();
