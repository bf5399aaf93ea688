function f() {
  one();
  two();
  four();
}
