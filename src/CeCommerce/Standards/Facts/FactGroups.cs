namespace CeCommerce.Standards;

/// <summary>Product groups that many facts are asked for, by their codes.</summary>
internal static class FactGroups
{
    public const string Electrical = "home_appliance computer phone office_machine camera game audio tool musical_instrument bicycle";
    public const string Battery = "computer phone camera game audio tool bicycle home_appliance";
    public const string Data = "computer phone office_machine camera game home_appliance";
    public const string Phone = "phone computer";
    public const string Worn = "apparel shoes_bags watch_jewellery baby sports furniture office_furniture";
    public const string Furniture = "furniture office_furniture";
    public const string Safety = "baby household sports home_appliance";
}
