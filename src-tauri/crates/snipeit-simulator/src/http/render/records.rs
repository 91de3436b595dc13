//! Labels, models, places and the other small records.

use serde_json::{Value, json};

use super::{Scribe, escaped, escaped_or_null, named, reference};
use crate::lab::model::{AssetModel, Department, Label, LabelKind, Location, Named};

impl Scribe<'_> {
    pub(crate) fn label(&self, label: &Label) -> Value {
        let assets = self.tally().labelled.get(label.id);
        json!({
            "id": label.id,
            "name": escaped(&label.name),
            "type": label.kind.word(),
            "color": escaped_or_null(label.color.as_deref()),
            "show_in_nav": false,
            "default_label": label.default_label,
            "assets_count": assets,
            "notes": escaped(&label.notes),
            "created_by": label.created_by.map_or(Value::Null, |id| self.user_name(id)),
            "created_at": self.time_or_null(label.created_at),
            "updated_at": self.time_or_null(label.updated_at),
            "available_actions": { "update": true, "delete": assets == 0 },
        })
    }

    pub(crate) fn model(&self, model: &AssetModel, assets: usize) -> Value {
        let maker = model.manufacturer.and_then(|id| self.lab.manufacturers.get(&id));
        json!({
            "id": model.id,
            "name": escaped(&model.name),
            "manufacturer": named(maker),
            "image": null,
            "model_number": escaped_or_null(model.number.as_deref()),
            "min_amt": null,
            "remaining": assets,
            "depreciation": null,
            "assets_count": assets,
            "category": named(self.lab.categories.get(&model.category)),
            "fieldset": null,
            "default_fieldset_values": [],
            "eol": "None",
            "requestable": false,
            "notes": null,
            "created_by": null,
            "created_at": self.time(model.created_at),
            "updated_at": self.time(model.updated_at),
            "deleted_at": null,
            "available_actions": {
                "update": true, "delete": assets == 0, "clone": true, "restore": false,
            },
        })
    }

    pub(crate) fn category(&self, category: &Named, assets: usize) -> Value {
        json!({
            "id": category.id,
            "name": escaped(&category.name),
            "image": null,
            "category_type": "Asset",
            "has_eula": false,
            "use_default_eula": false,
            "eula": null,
            "checkin_email": false,
            "require_acceptance": false,
            "item_count": assets,
            "assets_count": assets,
            "accessories_count": 0,
            "consumables_count": 0,
            "components_count": 0,
            "licenses_count": 0,
            "created_by": null,
            "notes": null,
            "created_at": self.time(category.created_at),
            "updated_at": self.time(category.created_at),
            "available_actions": { "update": true, "delete": assets == 0 },
        })
    }

    pub(crate) fn manufacturer(&self, maker: &Named, assets: usize) -> Value {
        json!({
            "id": maker.id,
            "name": escaped(&maker.name),
            "url": "", "image": null, "support_url": "", "warranty_lookup_url": "",
            "support_phone": "", "support_email": "",
            "assets_count": assets,
            "licenses_count": 0, "consumables_count": 0, "accessories_count": 0,
            "components_count": 0,
            "notes": null,
            "created_by": null,
            "created_at": self.time(maker.created_at),
            "updated_at": self.time(maker.created_at),
            "deleted_at": null,
            "available_actions": { "update": true, "restore": false, "delete": assets == 0 },
        })
    }

    pub(crate) fn supplier(&self, supplier: &Named, assets: usize) -> Value {
        json!({
            "id": supplier.id,
            "name": escaped(&supplier.name),
            "image": null, "url": "", "address": "", "address2": "", "city": "", "state": "",
            "country": "", "zip": "", "fax": "", "phone": "", "email": "", "contact": "",
            "assets_count": assets,
            "accessories_count": 0, "licenses_count": 0, "consumables_count": 0,
            "components_count": 0,
            "notes": null,
            "created_at": self.time(supplier.created_at),
            "updated_at": self.time(supplier.created_at),
            "available_actions": { "update": true, "delete": assets == 0 },
        })
    }

    pub(crate) fn company(&self, company: &Named, assets: usize) -> Value {
        let users = self.tally().users_of_company.get(company.id);
        json!({
            "id": company.id,
            "name": escaped(&company.name),
            "phone": null, "fax": null, "email": null, "image": null,
            "assets_count": assets,
            "licenses_count": 0, "accessories_count": 0, "consumables_count": 0,
            "components_count": 0,
            "users_count": users,
            "created_by": null,
            "notes": null,
            "created_at": self.time(company.created_at),
            "updated_at": self.time(company.created_at),
            "available_actions": { "update": true, "delete": assets + users == 0 },
        })
    }

    pub(crate) fn department(&self, department: &Department) -> Value {
        let users = self.tally().users_of_department.get(department.id);
        json!({
            "id": department.id,
            "name": escaped(&department.name),
            "phone": null, "fax": null, "image": null,
            "company": named(department.company.and_then(|id| self.lab.companies.get(&id))),
            "manager": null,
            "location": self.location(department.location),
            "users_count": users.to_string(),
            "notes": null,
            "created_at": self.time(department.created_at),
            "updated_at": self.time(department.created_at),
            "available_actions": { "update": true, "delete": users == 0 },
        })
    }

    pub(crate) fn place(&self, place: &Location) -> Value {
        let mut all = self.place_itself(place);
        if let (Value::Object(all), Value::Object(rest)) = (&mut all, self.place_use(place)) {
            all.extend(rest);
        }
        all
    }

    fn place_itself(&self, place: &Location) -> Value {
        json!({
            "id": place.id,
            "name": escaped(&place.name),
            "image": null, "address": null, "address2": null, "state": null,
            "city": escaped_or_null(place.city.as_deref()),
            "country": "PT", "zip": null, "phone": null, "fax": null, "currency": null,
            "ldap_ou": null, "notes": null, "manager": null, "company": null,
            "created_at": self.time(place.created_at),
            "updated_at": self.time(place.created_at),
            "parent": self.location(place.parent),
            "children": self.children(place),
        })
    }

    fn place_use(&self, place: &Location) -> Value {
        let assets = self.tally().located.get(place.id);
        let homes = self.tally().homes.get(place.id);
        let users = self.tally().users_at.get(place.id);
        json!({
            "accessories_count": 0, "assigned_accessories_count": 0, "assigned_assets_count": 0,
            "assets_count": assets,
            "rtd_assets_count": homes,
            "users_count": users,
            "available_actions": {
                "update": true,
                "delete": assets + homes + users == 0,
                "bulk_selectable": { "delete": assets + homes + users == 0 },
                "clone": true,
            },
        })
    }

    /// Unlike everything else, children are not escaped.
    fn children(&self, place: &Location) -> Vec<Value> {
        let inside = self.lab.locations().filter(|child| child.parent == Some(place.id));
        inside.map(|child| json!({ "id": child.id, "name": child.name })).collect()
    }

    /// The raw record that answers the creation of a label; without notes it has no field for any.
    pub(crate) fn raw_label(&self, label: &Label) -> Value {
        let mut all = json!({
            "name": label.name,
            "notes": label.notes,
            "deployable": u8::from(label.kind == LabelKind::Deployable),
            "pending": u8::from(label.kind == LabelKind::Pending),
            "archived": u8::from(label.kind == LabelKind::Archived),
            "color": label.color,
            "show_in_nav": 0,
            "default_label": 0,
            "updated_at": label.updated_at.map(super::raw::utc),
            "created_at": label.created_at.map(super::raw::utc),
            "id": label.id,
        });
        if let (Value::Object(all), true) = (&mut all, label.notes.is_empty()) {
            all.remove("notes");
        }
        all
    }

    /// A model's name and number as a check-in reply quotes them.
    pub(crate) fn model_quote(&self, model: u32) -> (Value, Value) {
        let model = self.lab.models.get(&model);
        let name = model.map_or(Value::Null, |m| reference(m.id, &m.name)["name"].clone());
        (name, escaped_or_null(model.and_then(|m| m.number.as_deref())))
    }
}
