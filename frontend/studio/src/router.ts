// Addresses of the app's pages, and the way to the door for those who are not signed in.
import { nextTick } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';

import { whenSecondFactorIsOwed, whenSignedOut } from './api/client';
import InboxPage from './inbox/InboxPage.vue';
import SetUp from './session/SetUp.vue';
import SignIn from './session/SignIn.vue';
import { forget, loadSession, refreshSession } from './session/session';
import { KINDS } from './vocabulary/kinds';
import WorksPage from './works/WorksPage.vue';

declare module 'vue-router' {
  interface RouteMeta {
    title: string;
    /** Shown without a session and without the app's frame. */
    open?: boolean;
  }
}

export const router = createRouter({
  history: createWebHistory('/studio/'),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', component: InboxPage, meta: { title: '待办' } },
    { path: '/sign-in', component: SignIn, meta: { title: '登录', open: true } },
    { path: '/setup', component: SetUp, meta: { title: '设置用户名和密码', open: true } },
    { path: '/join', component: () => import('./session/JoinPage.vue'), meta: { title: '接受邀请', open: true } },
    { path: '/password', component: () => import('./session/PasswordPage.vue'), meta: { title: '设置新密码', open: true } },
    { path: '/oidc/:provider', component: () => import('./session/OidcPage.vue'), meta: { title: '登录', open: true } },
    { path: '/account', component: () => import('./account/AccountPage.vue'), meta: { title: '我的账号' } },
    { path: '/staff', component: () => import('./staff/StaffPage.vue'), meta: { title: '人员' } },
    { path: '/audit', component: () => import('./audit/AuditPage.vue'), meta: { title: '审计日志' } },
    { path: '/policies', component: () => import('./policies/PoliciesPage.vue'), meta: { title: '政策文件' } },
    { path: '/policies/:slug', component: () => import('./policies/PolicyPage.vue'), meta: { title: '政策文件' } },
    { path: `/vocabulary/:kind(${Object.keys(KINDS).join('|')})?`, component: () => import('./vocabulary/VocabularyPage.vue'), meta: { title: '词条' } },
    { path: '/courses', component: () => import('./courses/CoursesPage.vue'), meta: { title: '课程单' } },
    { path: '/courses/:id(\\d+)', component: () => import('./courses/CoursePage.vue'), meta: { title: '课程单' } },
    { path: '/media', component: () => import('./media/MediaPage.vue'), meta: { title: '媒体库' } },
    { path: '/words', component: () => import('./findings/WordsPage.vue'), meta: { title: '用词表' } },
    { path: '/coverage', component: () => import('./coverage/CoveragePage.vue'), meta: { title: '覆盖表' } },
    { path: '/stale', component: () => import('./stale/StalePage.vue'), meta: { title: '可能过时的作品' } },
    { path: '/reports', component: () => import('./reports/ReportsPage.vue'), meta: { title: '统计报表' } },
    { path: '/analytics', component: () => import('./analytics/AnalyticsPage.vue'), meta: { title: '阅读分析' } },
    { path: '/reader-reports', component: () => import('./reader-reports/ReaderReportsPage.vue'), meta: { title: '读者纠错' } },
    { path: '/reader-reports/:id(\\d+)', component: () => import('./reader-reports/ReaderReportPage.vue'), meta: { title: '读者纠错' } },
    { path: '/search-tuning', component: () => import('./search-tuning/SearchTuningPage.vue'), meta: { title: '搜索调整' } },
    { path: '/partners', component: () => import('./partners/PartnersPage.vue'), meta: { title: '合作媒体' } },
    { path: '/partners/:slug', component: () => import('./partners/PartnerPage.vue'), meta: { title: '合作媒体' } },
    { path: '/settings', component: () => import('./settings/SettingsPage.vue'), meta: { title: '网站设置' } },
    { path: '/works', component: WorksPage, meta: { title: '作品' } },
    { path: '/works/new', component: () => import('./works/NewWorkPage.vue'), meta: { title: '新建作品' } },
    { path: '/works/deleted', component: () => import('./works/DeletedPage.vue'), meta: { title: '已删除的草稿' } },
    { path: '/bulk', component: () => import('./bulk/BulkListPage.vue'), meta: { title: '批量操作' } },
    { path: '/bulk/:id(\\d+)', component: () => import('./bulk/BulkPage.vue'), meta: { title: '批量操作' } },
    { path: '/calendar', component: () => import('./schedules/CalendarPage.vue'), meta: { title: '发布日历' } },
    { path: '/uploads', component: () => import('./uploads/UploadsPage.vue'), meta: { title: '上传' } },
    {
      path: '/works/:id(\\d+)',
      component: () => import('./works/WorkFrame.vue'),
      meta: { title: '作品' },
      children: [
        { path: '', component: () => import('./works/EditorPage.vue'), meta: { title: '编辑' } },
        { path: 'captions', component: () => import('./captions/CaptionsPage.vue'), meta: { title: '字幕与章节' } },
        { path: 'history', component: () => import('./editions/HistoryPage.vue'), meta: { title: '历史版本' } },
        { path: 'merge', component: () => import('./editions/MergePage.vue'), meta: { title: '合并公开的版本' } },
        { path: 'review', component: () => import('./review/ReviewPage.vue'), meta: { title: '审核与发布' } },
      ],
    },
    { path: '/:rest(.*)*', component: () => import('./shell/MissingPage.vue'), meta: { title: '没有这个页面' } },
  ],
});

router.beforeEach(async (to) => {
  if (to.meta.open) return true;
  const me = await loadSession().catch(() => undefined);
  if (me === null) return { path: '/sign-in', query: { to: to.fullPath } };
  // Nothing else is answered before it is set up.
  return me?.owes_second_factor && to.path !== '/account' ? '/account' : true;
});

router.afterEach((to, from, failure) => {
  document.title = `${to.meta.title}｜两翼工作台`;
  if (failure || to.path === from.path || from.matched.length === 0) return;
  // Screen readers and the keyboard begin at the new page, not at the link that led there.
  void nextTick(() => document.getElementById('main')?.focus({ preventScroll: true }));
});

whenSignedOut(() => {
  const here = router.currentRoute.value;
  forget();
  if (!here.meta.open) void router.push({ path: '/sign-in', query: { to: here.fullPath } });
});

whenSecondFactorIsOwed(() => {
  if (router.currentRoute.value.path !== '/account') void refreshSession().then(() => router.push('/account'));
});
