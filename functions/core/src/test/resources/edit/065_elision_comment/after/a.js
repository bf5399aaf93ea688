function f() {
  a();
  b();
  return 2;
}
