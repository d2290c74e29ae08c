using System;
using System.Linq;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Signing;

/// <summary>Signatures that others have published.</summary>
public sealed class SignatureVectorTests
{
    public static TheoryData<string> Names => [.. SignatureVector.All.Select(static vector => vector.Name)];

    [Fact]
    public void Every_vector_is_read() => Assert.Equal(8, SignatureVector.All.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_published_signature_is_computed(string name)
    {
        SignatureVector vector = Find(name);
        RpcMethod method = Enum.Parse<RpcMethod>(vector.Method, ignoreCase: true);

        Assert.Equal(vector.Signature, Canonical.Sign(method, vector.Secret, Canonicalize(vector)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_canonical_query_is_the_one_that_was_signed(string name)
    {
        SignatureVector vector = Find(name);

        Assert.Equal(Uri.UnescapeDataString(vector.StringToSign.Split('&')[2]), Canonical.Query(Canonicalize(vector)));
    }

    /// <summary>A reference that is itself wrong would agree with nothing that was published.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_reference_implementation_agrees(string name)
    {
        SignatureVector vector = Find(name);

        Assert.Equal(vector.Signature, ReferenceSigner.Sign(vector.Method, ReferenceSigner.Query(vector.Parameters), vector.Secret));
    }

    private static SignatureVector Find(string name) => SignatureVector.All.Single(vector => vector.Name == name);

    private static CanonicalQuery Canonicalize(SignatureVector vector) => new(
        vector.Parameters.Select(static pair => new RpcParameter(pair.Key, pair.Value)), [], list: null);
}
