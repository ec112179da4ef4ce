// Opens the clock and hands it inward.
int main() { return 0; }
