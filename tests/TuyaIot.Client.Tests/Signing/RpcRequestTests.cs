using System.Linq;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Signing;

/// <summary>A request and the parameters that it comes to.</summary>
public sealed class RpcRequestTests
{
    [Fact]
    public void The_values_of_a_list_are_numbered_from_one()
    {
        Assert.Equal([new("Name.1", "a"), new("Name.2", "b")], RpcParameter.List("Name", ["a", "b"]));
        Assert.Empty(RpcParameter.List("Name", []));
    }

    [Fact]
    public void A_list_of_one_value_has_no_number()
    {
        RpcRequest request = new(Prepare(ListParameter.CreateSingle("DeviceName")), ["d"]);

        Assert.Equal(["A=1", "DeviceName=d"], request.Parameters.Select(static parameter => $"{parameter.Name}={parameter.Value}"));
        Assert.Contains("&DeviceName=d&", Sign(request), System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_prepared_request_has_its_own_parameters_and_those_of_its_list()
    {
        RpcRequest request = new(Prepare(new ListParameter("DeviceName")), ["a", "b"]);

        Assert.Equal(["A=1", "DeviceName.1=a", "DeviceName.2=b"], request.Parameters.Select(static parameter => $"{parameter.Name}={parameter.Value}"));
        Assert.Equal(["A=1"], new RpcRequest(request.Template!, []).Parameters.Select(static parameter => $"{parameter.Name}={parameter.Value}"));
        Assert.Equal("Any", request.Action);
    }

    [Fact]
    public void The_length_of_a_URL_is_that_of_the_endpoint_the_query_and_the_longest_signature()
    {
        using RequestSigner signer = Sample.Signer(Sample.Options());
        RequestTemplate template = signer.Prepare("Any", [], list: null);
        int sent = $"{Sample.Options().Endpoint}?{Sample.Query(new RpcRequest("Any", []), Sample.Options())}".Length;

        // The signature that was made to measure differs from this one in how many of its characters are encoded.
        Assert.InRange(template.MaxUrlLength, sent + SigningWriter.MaxSignatureLength - 30, sent + SigningWriter.MaxSignatureLength + 30);
        Assert.Equal(84, SigningWriter.MaxSignatureLength);
    }

    private static RequestTemplate Prepare(ListParameter list)
    {
        using RequestSigner signer = Sample.Signer(Sample.Options());
        return signer.Prepare("Any", [new("A", "1")], list);
    }

    private static string Sign(RpcRequest request)
    {
        using RequestSigner signer = Sample.Signer(Sample.Options());
        using PooledBuffer signed = signer.Sign(request, Sample.Now);
        return signed.ToAsciiString();
    }
}
