using System;
using TuyaIot.Api;
using TuyaIot.Text;

namespace TuyaIot;

/// <summary>A product. Its ProductKey binds to the commands for its devices.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxoakfh1ynh0.</remarks>
public sealed class IotProduct
{
    internal IotProduct(string productKey, ProductData data, string raw)
    {
        ProductKey = data.ProductKey ?? productKey;
        ProductName = data.ProductName;
        Description = data.Description;
        ProductStatus = data.ProductStatus;
        CategoryKey = data.CategoryKey;
        CategoryName = data.CategoryName;
        ProtocolType = data.ProtocolType;
        AuthType = data.AuthType;
        NetType = data.NetType;
        NodeType = data.NodeType;
        DataFormat = data.DataFormat;
        DeviceCount = data.DeviceCount;
        CreatedAt = UnixTime.Read(data.GmtCreate);
        Raw = raw;
    }

    /// <summary>The product's key.</summary>
    public string ProductKey { get; }

    /// <summary>The product's name.</summary>
    public string? ProductName { get; }

    /// <summary>The description; null for none.</summary>
    public string? Description { get; }

    /// <summary>The status, such as DEVELOPMENT_STATUS or RELEASE_STATUS.</summary>
    public string? ProductStatus { get; }

    /// <summary>The category's key.</summary>
    public string? CategoryKey { get; }

    /// <summary>The category's name.</summary>
    public string? CategoryName { get; }

    /// <summary>The protocol of a sub-device product.</summary>
    public string? ProtocolType { get; }

    /// <summary>How its devices authenticate.</summary>
    public string? AuthType { get; }

    /// <summary>How its devices connect.</summary>
    public string? NetType { get; }

    /// <summary>0 for devices, 1 for gateways.</summary>
    public long? NodeType { get; }

    /// <summary>0 for custom data, 1 for the thing model's data.</summary>
    public long? DataFormat { get; }

    /// <summary>How many devices it has.</summary>
    public long? DeviceCount { get; }

    /// <summary>When it was created, in UTC.</summary>
    public DateTime? CreatedAt { get; }

    /// <summary>The reply as JSON text. Secrets are masked.</summary>
    public string Raw { get; }

    /// <summary>The name and the key.</summary>
    public override string ToString() => $"{ProductName} ({ProductKey})";
}
