// All of every module in one program: CMakeLists.txt says why.
int main() {}
