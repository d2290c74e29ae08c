using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using TuyaIot.Benchmarks.Support;

namespace TuyaIot.Benchmarks.Signing;

/// <summary>What BenchmarkDotNet says about signing, as rows.</summary>
internal static class SigningComparison
{
    public static IEnumerable<string> Run()
    {
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts"));
        Summary summary = BenchmarkRunner.Run<SigningBenchmarks>(config);

        (double ours, long ourBytes) = Read(summary, nameof(SigningBenchmarks.Signer));
        (double bare, _) = Read(summary, nameof(SigningBenchmarks.BareHmacAndCopy));
        (double straight, long straightBytes) = Read(summary, nameof(SigningBenchmarks.Straightforward));
        yield return Row.Of("signing 100 names", $"{ours:0.0} µs", $"bare HMAC and copy {bare:0.0} µs", ours / bare, "≤ 3");
        yield return Row.Of("signing: allocated", $"{ourBytes:#,0} B", $"besides the body", null, "≤ 1,000 B");
        yield return Row.Of("a straightforward signer", $"{straight:0.0} µs, {straightBytes:#,0} B", $"bare HMAC and copy {bare:0.0} µs", straight / bare, "");
    }

    private static (double Microseconds, long Bytes) Read(Summary summary, string method)
    {
        BenchmarkReport report = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);
        return (report.ResultStatistics!.Mean / 1000, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    }
}
