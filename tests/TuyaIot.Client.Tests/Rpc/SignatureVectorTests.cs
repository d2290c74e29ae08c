using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Rpc;
using Xunit;

namespace TuyaIot.Client.Tests.Rpc;

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
        byte[] key = Encoding.UTF8.GetBytes(vector.Secret + "&");
        using PooledBuffer query = Canonicalize(vector);

        Assert.Equal(vector.Signature, Signature.Compute(Enum.Parse<RpcMethod>(vector.Method, ignoreCase: true), query.Written, key));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_canonical_query_is_the_one_that_was_signed(string name)
    {
        SignatureVector vector = Find(name);
        using PooledBuffer query = Canonicalize(vector);

        Assert.Equal(Uri.UnescapeDataString(vector.StringToSign.Split('&')[2]), query.ToAsciiString());
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

    private static PooledBuffer Canonicalize(SignatureVector vector)
    {
        IEnumerable<RpcParameter> parameters = vector.Parameters.Select(static pair => new RpcParameter(pair.Key, pair.Value));
        PooledBuffer query = new(16);
        new CanonicalQuery(parameters, [], repeatedName: null).Append(query, [], []);
        return query;
    }
}
