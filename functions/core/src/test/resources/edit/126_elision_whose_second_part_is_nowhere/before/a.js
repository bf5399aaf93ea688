function f() {
  one();
  two();
  three();
  extra();
  four();
}
