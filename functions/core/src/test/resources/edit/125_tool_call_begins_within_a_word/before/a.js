function f() {
  const myresult = 1;
  return 2;
}
