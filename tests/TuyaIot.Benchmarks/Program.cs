using BenchmarkDotNet.Running;

namespace TuyaIot.Benchmarks;

/// <summary>Runs all benchmarks, or those that the arguments choose.</summary>
internal static class Program
{
    private static void Main(string[] args) =>
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args);
}
